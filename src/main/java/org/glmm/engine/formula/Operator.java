package org.glmm.engine.formula;

/** The operators of arithmetic, with R's precedence and spacing. */
public enum Operator {
    ADD(" + ", 1) {
        @Override
        public double apply(double left, double right) {
            return left + right;
        }
    },
    SUBTRACT(" - ", 1) {
        @Override
        public double apply(double left, double right) {
            return left - right;
        }
    },
    MULTIPLY(" * ", 2) {
        @Override
        public double apply(double left, double right) {
            return left * right;
        }
    },
    DIVIDE("/", 2) {
        @Override
        public double apply(double left, double right) {
            return left / right;
        }
    },
    POWER("^", 4) {
        @Override
        public double apply(double left, double right) {
            return Math.pow(left, right);
        }
    };

    static final int UNARY = 3;
    static final int ATOM = 5;

    private final String printed;
    private final int binding;

    Operator(String printed, int binding) {
        this.printed = printed;
        this.binding = binding;
    }

    public abstract double apply(double left, double right);

    String printed() {
        return printed;
    }

    int binding() {
        return binding;
    }

    static String wrapped(Expression expression, boolean parentheses) {
        return parentheses ? "(" + expression + ")" : expression.toString();
    }
}
