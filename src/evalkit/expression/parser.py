"""Tokens -> syntax: a Pratt parser. Every part keeps its place, so a message can point at it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from evalkit.diagnostics import Diagnostic, Message, Words
from evalkit.diagnostics import expression as kinds
from evalkit.expression.syntax import Call, Comparison, Date, Membership, Name, Number, Operation, Span, Syntax, Text
from evalkit.expression.tokens import RESERVED, Token, tokens

MAX_CHARACTERS = 10_000
MAX_DEPTH = 60
MAX_CHAIN = 150
"""Operators one after the other without brackets: what walks the tree may then recurse safely."""
MAX_DIGITS = 15
"""So many significant digits come back unchanged from a float64."""
MAX_WRITTEN = 40
"""Characters of a number, its zeros counted."""

COMPARISONS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "==", "=": "==", "!=": "!="}
STRENGTH = {"or": 10, "and": 20, "in": 40, "not": 40, **dict.fromkeys(COMPARISONS, 40)}
STRENGTH |= {"+": 50, "-": 50, "*": 60, "/": 60, "**": 80}
NOT, SIGN = 30, 70

WANTED = Words("a number, a name, a call or ( is expected", "此处应为数字、名称、函数或左括号")
CLOSING = Words("a closing ) is expected", "缺少右括号")
OPERATOR = Words("an operator or the end is expected; a text stands in quotes", "此处应为运算符或结尾; 文字须加引号")
MAX_CHARACTERS_WORDS = Words("more than {limit} characters", "超过{limit}个字符")
MAX_DEPTH_WORDS = Words("more than {limit} levels of brackets", "括号超过{limit}层")
MAX_CHAIN_WORDS = Words("more than {limit} operators in a row", "连续运算符超过{limit}个")
NAMED = Words("a name and = are expected", "此处应为 名称=")
NO_SUCH_DATE = Words("there is no such day", "没有这一天")
TOO_MANY_DIGITS = Words("it has more than 15 digits", "超过15位有效数字")
ENDS = Words("the number ends before {found}", "数字到 {found} 之前为止")
BREAK = re.compile(r"[\s,()]")


class ExpressionError(Exception):
    """The text is no expression; `diagnostic` says why, `span` says where in it."""

    def __init__(self, diagnostic: Diagnostic, span: Span) -> None:
        self.diagnostic = diagnostic
        self.span = span
        super().__init__(diagnostic.message.text("en"))


def parse(text: str) -> Syntax:
    """Read one expression.

    Raises:
        ExpressionError: with the first place where it cannot be read.
    """
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(kinds.TOO_LARGE(what=MAX_CHARACTERS_WORDS(limit=MAX_CHARACTERS)), Span(0, 1))
    return _Parser(text).whole()


def shortened(text: str) -> str:
    """What a message quotes of a number that may be endless."""
    return text if len(text) <= 30 else text[:30] + "…"


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def advance(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def whole(self) -> Syntax:
        syntax = self.expression(0)
        if self.token.kind != "end":
            raise self.unexpected(OPERATOR())
        return syntax

    def unexpected(self, expected: Message) -> ExpressionError:
        token = self.token
        if token.kind == "end":
            return ExpressionError(kinds.UNENDED(expected=expected), token.span)
        before = self.tokens[self.at - 1] if self.at else token
        if before.kind == "number" and self.belongs(before, token):
            end = next((place.start() for place in BREAK.finditer(self.text, token.span.end)), len(self.text))
            why = ENDS(found=shortened(token.text))
            found = shortened(self.text[before.span.start : end])
            return ExpressionError(kinds.BAD_NUMBER(found=found, why=why), Span(before.span.start, end))
        return ExpressionError(kinds.SYNTAX(found=token.text, expected=expected), token.span)

    def belongs(self, number: Token, token: Token) -> bool:
        """Whether what stands behind a number was meant as a part of it, as in 50分, 1:40 or 1 000."""
        return token.kind != "word" or token.span.start == number.span.end or len(self.tokens) == 3

    def expect(self, sign: str, message: Message) -> Token:
        if self.token.kind != "sign" or self.token.text != sign:
            raise self.unexpected(message)
        return self.advance()

    def expression(self, strength: int) -> Syntax:
        """The longest expression whose operators bind tighter than `strength`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(kinds.TOO_LARGE(what=MAX_DEPTH_WORDS(limit=MAX_DEPTH)), self.token.span)
        left, chain = self.prefix(), 0
        while self.token.kind in ("sign", "word") and STRENGTH.get(self.token.text, 0) > strength:
            chain += 1
            if chain > MAX_CHAIN:
                raise ExpressionError(kinds.TOO_LARGE(what=MAX_CHAIN_WORDS(limit=MAX_CHAIN)), self.token.span)
            left = self.infix(left)
        self.depth -= 1
        return left

    def prefix(self) -> Syntax:
        token = self.token
        match token.kind:
            case "number":
                return self.number(self.advance())
            case "date":
                return self.date(self.advance())
            case "text":
                self.advance()
                return Text(token.text[1:-1], token.span)
            case "word" if token.text == "not":
                return self.operation("not", NOT)
            case "word" if token.text not in RESERVED:
                self.advance()
                return self.call(token) if self.token.text == "(" else Name(token.text, token.span)
            case "sign" if token.text == "-":
                return self.operation("neg", SIGN)
            case "sign" if token.text == "+":
                self.advance()
                return self.expression(SIGN)
            case "sign" if token.text == "(":
                self.advance()
                inner = self.expression(0)
                closing = self.expect(")", CLOSING())
                return replace(inner, span=Span(token.span.start, closing.span.end))
        raise self.unexpected(WANTED())

    def operation(self, operator: str, strength: int) -> Operation:
        start = self.advance().span.start
        operand = self.expression(strength)
        return Operation(operator, (operand,), Span(start, operand.span.end))

    def infix(self, left: Syntax) -> Syntax:
        operator = self.token.text
        if operator in ("in", "not"):
            return self.membership(left)
        if operator in COMPARISONS:
            return self.comparison(left)
        self.advance()
        # ** binds to the right, and a sign may stand in its exponent; the others bind to the left.
        right = self.expression(STRENGTH[operator] - (1 if operator == "**" else 0))
        return Operation(operator, (left, right), Span(left.span.start, right.span.end))

    def comparison(self, left: Syntax) -> Comparison:
        operands, operators = [left], []
        while self.token.kind == "sign" and self.token.text in COMPARISONS:
            operators.append(COMPARISONS[self.advance().text])
            operands.append(self.expression(STRENGTH["<"]))
        return Comparison(tuple(operands), tuple(operators), Span(left.span.start, operands[-1].span.end))

    def membership(self, left: Syntax) -> Membership:
        negated = self.token.text == "not"
        if negated:
            self.advance()
        if self.token.text != "in":
            raise self.unexpected(OPERATOR())
        self.advance()
        self.expect("(", CLOSING())
        options = [self.expression(0)]
        while self.token.text == ",":
            self.advance()
            options.append(self.expression(0))
        end = self.expect(")", CLOSING()).span.end
        return Membership(left, tuple(options), negated, Span(left.span.start, end))

    def call(self, name: Token) -> Call:
        self.expect("(", CLOSING())
        arguments: list[Syntax] = []
        named: list[tuple[str, Syntax]] = []
        while self.token.text != ")":
            following = self.tokens[self.at + 1] if self.token.kind == "word" else None
            if following is not None and following.text == "=":
                keyword = self.advance().text
                self.advance()
                named.append((keyword, self.expression(0)))
            elif named:
                raise self.unexpected(NAMED())
            else:
                arguments.append(self.expression(0))
            if self.token.text == ",":
                self.advance()
            elif self.token.text != ")":
                raise self.unexpected(CLOSING())
        end = self.advance().span.end
        return Call(name.text, tuple(arguments), tuple(named), Span(name.span.start, end))

    def number(self, token: Token) -> Number:
        percent = token.text.endswith("%")
        digits = token.text.rstrip("%")
        if len(digits.replace(".", "").strip("0")) > MAX_DIGITS or len(digits) > MAX_WRITTEN:
            raise ExpressionError(kinds.BAD_NUMBER(found=shortened(token.text), why=TOO_MANY_DIGITS()), token.span)
        return Number(Fraction(digits) / (100 if percent else 1), percent, token.span)

    def date(self, token: Token) -> Date:
        try:
            return Date(date.fromisoformat(token.text), token.span)
        except ValueError:
            raise ExpressionError(kinds.BAD_NUMBER(found=token.text, why=NO_SUCH_DATE()), token.span) from None
