package org.glmm.engine.formula;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** The numeric transformations a formula may use, under their names in R. */
public enum MathFunction {
    LOG(Math::log),
    LOG2(value -> Math.log(value) / Math.log(2)),
    LOG10(Math::log10),
    LOG1P(Math::log1p),
    EXP(Math::exp),
    SQRT(Math::sqrt);

    private final DoubleUnaryOperator function;

    MathFunction(DoubleUnaryOperator function) {
        this.function = function;
    }

    public double apply(double argument) {
        return function.applyAsDouble(argument);
    }

    /** The name written in a formula, for example {@code log1p}. */
    public String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MathFunction> named(String name) {
        return Stream.of(values()).filter(function -> function.functionName().equals(name)).findFirst();
    }
}
