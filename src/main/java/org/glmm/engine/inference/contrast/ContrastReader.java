package org.glmm.engine.inference.contrast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.inference.LinearFunction;
import org.glmm.engine.inference.means.GridMean;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.model.FittedModel;

/**
 * Reads linear combinations of means:
 *
 * <pre>
 * combination: [sign] term {sign term} ["at" cell]
 * term:        [number "*"] item ["/" number]
 * item:        cell | "slope" "[" covariate "]" [":" cell] | "coef" "[" column of X "]"
 * cell:        factor "[" level "]" {":" factor "[" level "]"}
 * </pre>
 *
 * A cell is the least-squares mean at its levels, averaged over the other factors; {@code at} adds levels to every item
 * of the combination. Names that are not plain words stand in backticks.
 */
public final class ContrastReader {

    private static final String SLOPE = "slope";
    private static final String COEFFICIENT = "coef";

    private final FittedModel model;
    private final LeastSquaresMeans means;

    /** Something to be multiplied and added: a mean, a slope or a coefficient. */
    private record Item(String keyword, String name, Map<String, String> cell) { }

    private record Product(double multiple, Item item) { }

    public ContrastReader(FittedModel model, LeastSquaresMeans means) {
        this.model = model;
        this.means = means;
    }

    /**
     * The function that a text stands for.
     *
     * @throws ModelException if the text is not a combination, naming the position, or names what the model does not
     *             have
     */
    public LinearFunction read(String text) {
        var products = new Scanner(text).combination();
        double[] multiples = products.stream().mapToDouble(Product::multiple).toArray();
        return LinearFunction.combination(text, multiples,
            products.stream().map(product -> function(product.item, text)).toList());
    }

    private LinearFunction function(Item item, String text) {
        if (item.keyword.equals(COEFFICIENT)) {
            return coefficient(item.name);
        }
        var factors = List.copyOf(item.cell.keySet());
        int[] indices = factors.stream().mapToInt(means.grid()::factor).toArray();
        int[] levels = new int[indices.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(indices[i], factors.get(i), item.cell.get(factors.get(i)));
        }
        GridMean mean = item.keyword.equals(SLOPE) ? means.slope(item.name, indices, levels)
            : means.mean(indices, levels);
        if (!mean.exists()) {
            throw new ModelException("In the contrast \"" + text + "\": " + mean.note());
        }
        return mean.function();
    }

    private int level(int factor, String name, String level) {
        int index = means.grid().levels(factor).indexOf(level);
        if (index < 0) {
            throw new ModelException("The factor \"" + name + "\" has no level \"" + level + "\"; "
                + Suggestions.forName(level, means.grid().levels(factor)));
        }
        return index;
    }

    private LinearFunction coefficient(String name) {
        var names = model.recipe().columns().stream().map(FixedColumn::name).toList();
        int column = names.indexOf(name);
        if (column < 0) {
            throw new ModelException("The model has no coefficient \"" + name + "\"; "
                + Suggestions.forName(name, names));
        }
        double[] coefficients = new double[names.size()];
        coefficients[column] = 1;
        int term = model.recipe().columns().get(column).term();
        return new LinearFunction(name, coefficients, 0, term == FixedColumn.INTERCEPT ? Set.of() : Set.of(term));
    }

    /** Goes through a text from left to right. */
    private final class Scanner {

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        List<Product> combination() {
            var products = new ArrayList<Product>();
            double sign = take('-') ? -1 : take('+') ? 1 : 1;
            products.add(product(sign));
            while (peek() == '+' || peek() == '-') {
                products.add(product(take('-') ? -1 : take('+') ? 1 : 1));
            }
            var everywhere = new LinkedHashMap<String, String>();
            if (takeWord("at")) {
                addCell(name(), everywhere);
            }
            if (at < text.length()) {
                throw error("expected +, -, \"at\" or the end");
            }
            products.forEach(product -> everywhere.forEach((factor, level) -> add(factor, level, product.item.cell)));
            return products;
        }

        private Product product(double sign) {
            double multiple = sign;
            if (Character.isDigit(peek()) || peek() == '.') {
                multiple *= number();
                if (take('/')) {
                    multiple /= divisor();
                }
                if (!take('*')) {
                    throw error("expected * after the number");
                }
            }
            var item = item();
            if (take('*')) {
                multiple *= number();
            }
            if (take('/')) {
                multiple /= divisor();
            }
            return new Product(multiple, item);
        }

        private double divisor() {
            double divisor = number();
            if (divisor == 0) {
                throw error("division by zero");
            }
            return divisor;
        }

        private Item item() {
            var name = name();
            boolean isKeyword = !means.grid().factors().contains(name)
                && (name.equals(SLOPE) || name.equals(COEFFICIENT));
            var cell = new LinkedHashMap<String, String>();
            if (!isKeyword) {
                addCell(name, cell);
                return new Item("", "", cell);
            }
            var item = new Item(name, bracketed(), cell);
            if (name.equals(SLOPE) && take(':')) {
                addCell(name(), cell);
            }
            return item;
        }

        private void addCell(String first, Map<String, String> cell) {
            means.grid().factor(first);
            add(first, bracketed(), cell);
            while (take(':')) {
                var next = name();
                means.grid().factor(next);
                add(next, bracketed(), cell);
            }
        }

        private void add(String factor, String level, Map<String, String> cell) {
            if (cell.put(factor, level) != null) {
                throw error("the factor \"" + factor + "\" is given twice");
            }
        }

        private String name() {
            char first = peek();
            int start = at;
            if (first == '`') {
                int end = text.indexOf('`', at + 1);
                if (end < 0) {
                    throw error("the backtick is not closed");
                }
                at = end + 1;
                return text.substring(start + 1, end);
            }
            while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            if (at == start) {
                throw error("expected the name of a factor");
            }
            return text.substring(start, at);
        }

        private String bracketed() {
            if (!take('[')) {
                throw error("expected a level in square brackets");
            }
            int depth = 1;
            int start = at;
            while (at < text.length() && depth > 0) {
                depth += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
                at++;
            }
            if (depth > 0) {
                throw error("the bracket is not closed");
            }
            return text.substring(start, at - 1).strip();
        }

        private double number() {
            peek();
            int start = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            try {
                return Double.parseDouble(text.substring(start, at));
            } catch (NumberFormatException e) {
                throw error("expected a number");
            }
        }

        /** The next character that is not a space; 0 at the end. */
        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean take(char expected) {
            boolean found = peek() == expected;
            at += found ? 1 : 0;
            return found;
        }

        private boolean takeWord(String word) {
            peek();
            int end = at + word.length();
            boolean found = text.startsWith(word, at) && end < text.length()
                && Character.isWhitespace(text.charAt(end));
            at += found ? word.length() : 0;
            return found;
        }

        private ModelException error(String what) {
            return new ModelException("The contrast \"" + text + "\" cannot be read at position " + (at + 1) + ": "
                + what + ". Write for example 0.5*a[1] + 0.5*a[2] - a[3] at b[x].");
        }
    }
}
