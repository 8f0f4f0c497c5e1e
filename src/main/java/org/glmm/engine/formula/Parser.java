package org.glmm.engine.formula;

import java.util.ArrayList;
import java.util.List;

/**
 * Recursive-descent parser with R's precedence, tightest first: {@code ^}, unary sign, {@code :}, {@code %in%},
 * {@code * /}, {@code + -}, {@code |}. Only {@code ^} associates to the right.
 */
final class Parser {

    private static final List<List<String>> LEFT_ASSOCIATIVE = List.of(
        List.of("+", "-"), List.of("*", "/"), List.of("%in%"), List.of(":"));

    /** Both sides of the tilde. */
    record Sides(Syntax left, Syntax right) { }

    private final String text;
    private final List<Token> tokens;
    private int next;

    Parser(String text) {
        this.text = text;
        this.tokens = Tokenizer.tokenize(text);
    }

    Sides parse() {
        if (peek().kind() == Token.Kind.END) {
            throw error("the formula is empty; write response ~ effects", peek());
        }
        if (peek().is("~")) {
            throw error("the response is missing; name it before the ~", peek());
        }
        var left = binary(0);
        if (!peek().is("~")) {
            throw peek().kind() == Token.Kind.END
                ? error("a ~ with the effects after it is missing", peek())
                : unexpected();
        }
        take();
        if (peek().kind() == Token.Kind.END) {
            throw error("the right-hand side is empty; write 1 for an intercept alone", peek());
        }
        var right = binary(0);
        if (peek().kind() != Token.Kind.END) {
            throw unexpected();
        }
        return new Sides(left, right);
    }

    private Syntax binary(int level) {
        if (level == LEFT_ASSOCIATIVE.size()) {
            return signed();
        }
        var result = binary(level + 1);
        while (peek().kind() == Token.Kind.SYMBOL && LEFT_ASSOCIATIVE.get(level).contains(peek().text())) {
            var operator = take();
            result = new Syntax.Binary(operator.text(), result, binary(level + 1), operator.position());
        }
        return result;
    }

    private Syntax signed() {
        if (peek().is("+") || peek().is("-")) {
            var sign = take();
            return new Syntax.Unary(sign.text(), signed(), sign.position());
        }
        return power();
    }

    private Syntax power() {
        var base = atom();
        if (!peek().is("^")) {
            return base;
        }
        var operator = take();
        return new Syntax.Binary("^", base, signed(), operator.position());
    }

    private Syntax atom() {
        var token = peek();
        if (token.kind() == Token.Kind.NUMBER) {
            take();
            return new Syntax.Number(Double.parseDouble(token.text()), token.position());
        }
        if (token.isName()) {
            take();
            return token.kind() == Token.Kind.NAME && peek().is("(")
                ? call(token)
                : new Syntax.Name(token.text(), token.kind() == Token.Kind.QUOTED_NAME, token.position());
        }
        if (token.is("(")) {
            return parentheses();
        }
        throw unexpected();
    }

    private Syntax call(Token name) {
        var open = take();
        var arguments = new ArrayList<Syntax>();
        if (!peek().is(")")) {
            arguments.add(barred());
            while (peek().is(",")) {
                take();
                arguments.add(argument());
            }
        }
        close(open);
        return new Syntax.Call(name.text(), arguments, name.position());
    }

    private Syntax parentheses() {
        var open = take();
        var inner = barred();
        close(open);
        return new Syntax.Parentheses(inner, open.position());
    }

    private Syntax argument() {
        var name = peek();
        if (!name.isName() || !tokens.get(next + 1).is("=")) {
            return binary(0);
        }
        take();
        take();
        return new Syntax.Named(name.text(), binary(0), name.position());
    }

    /** A sum, or two of them with the bar of a random term between. */
    private Syntax barred() {
        if (isBar()) {
            throw error("the random term has no effects before the bar; write (1 | group)", peek());
        }
        var inner = binary(0);
        if (isBar()) {
            var bar = take();
            if (peek().is(")") || peek().is(",") || peek().kind() == Token.Kind.END) {
                throw error("the random term has no grouping factor after the bar; write (1 | group)", peek());
            }
            inner = new Syntax.Binary(bar.text(), inner, binary(0), bar.position());
            if (isBar()) {
                throw error("a random term has only one bar", peek());
            }
        }
        return inner;
    }

    private void close(Token open) {
        if (peek().kind() == Token.Kind.END) {
            throw error("the parenthesis opened here is not closed", open);
        }
        if (!peek().is(")")) {
            throw unexpected();
        }
        take();
    }

    private boolean isBar() {
        return peek().is("|") || peek().is("||");
    }

    private FormulaException unexpected() {
        var token = peek();
        if (token.kind() == Token.Kind.END) {
            return error("the formula ends where a column, a number or a parenthesis is expected", token);
        }
        if (isBar()) {
            return error("a random term must stand in parentheses, as in (1 | group)", token);
        }
        if (token.is(")")) {
            boolean complete = next > 0 && endsOperand(tokens.get(next - 1));
            return error(complete ? "this closing parenthesis has no opening one"
                : "a column, a number or a parenthesis is expected before this closing parenthesis", token);
        }
        if (token.is("~")) {
            return error("a formula has one ~ between the response and the effects", token);
        }
        if (token.kind() == Token.Kind.SYMBOL) {
            return error("'" + token.text() + "' is not expected here", token);
        }
        return error("an operator such as + is missing before '" + token.text()
            + "'; put a column name that contains blanks in backticks", token);
    }

    private static boolean endsOperand(Token token) {
        return token.isName() || token.kind() == Token.Kind.NUMBER || token.is(")");
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private FormulaException error(String problem, Token token) {
        return new FormulaException(problem, text, token.position());
    }
}
