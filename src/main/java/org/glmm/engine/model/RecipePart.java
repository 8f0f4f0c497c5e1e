package org.glmm.engine.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.GroupLevels;
import org.glmm.engine.design.ObservedMargins;
import org.glmm.engine.design.RandomPart;
import org.glmm.engine.design.Schema;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Kind;

/** How rows become a design, in a model file. */
final class RecipePart {

    private RecipePart() {
    }

    static void write(DesignRecipe recipe, ModelOutput out) throws IOException {
        Schema schema = recipe.schema();
        out.writeMap(schema.kinds(), out::writeName);
        out.writeTexts(new TreeSet<>(schema.categorical()));
        out.writeMap(schema.levels(), out::writeTexts);
        SpecPart.writeCodings(schema.codings(), out);
        for (int t = 0; t < recipe.randomParts().size(); t++) {
            out.writeIntegers(recipe.groups(t).cells());
        }
        out.writeIntegers(recipe.keptIndices());
        out.writeAll(recipe.aliases(), alias -> {
            out.writeInt(alias.column());
            out.writeIntegers(alias.sources());
            out.writeNumbers(alias.coefficients());
        });
        writeMargins(recipe.margins(), out);
    }

    static DesignRecipe read(Formula formula, ModelInput in) throws IOException {
        Map<String, Kind> kinds = in.readMap(() -> in.readName(Kind.class));
        Set<String> categorical = new LinkedHashSet<>(in.readTexts());
        Map<String, List<String>> levels = in.readMap(in::readTexts);
        Schema schema = new Schema(kinds, categorical, levels, SpecPart.readCodings(in));
        List<GroupLevels> groups = new ArrayList<>();
        for (RandomPart part : RandomPart.of(formula, schema)) {
            groups.add(GroupLevels.of(part.term().grouping().stream().map(g -> levels.get(g.columns().get(0))).toList(),
                in.readIntegers()));
        }
        return new DesignRecipe(formula, schema, groups, in.readIntegers(),
            in.readAll(() -> new Alias(in.readInt(), in.readIntegers(), in.readNumbers())), readMargins(in));
    }

    private static void writeMargins(ObservedMargins margins, ModelOutput out) throws IOException {
        out.writeMap(margins.covariates(), covariate -> {
            out.writeDouble(covariate.mean());
            out.writeDouble(covariate.deviation());
        });
        out.writeDouble(margins.offset());
        out.writeTexts(margins.factors());
        out.writeIntegers(margins.cells());
        out.writeNumbers(margins.frequencies());
    }

    private static ObservedMargins readMargins(ModelInput in) throws IOException {
        return new ObservedMargins(
            in.readMap(() -> new ObservedMargins.Covariate(in.readDouble(), in.readDouble())), in.readDouble(),
            in.readTexts(), in.readIntegers(), in.readNumbers());
    }
}
