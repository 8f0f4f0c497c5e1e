package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;

/** The designs as their publications describe them. */
class GroupsInWordsTest {

    private static List<String> words(String dataset, String formula) {
        var model = Formula.parse(formula);
        return GroupsInWords.of(TestFrames.read(dataset, model.columns()), model.random());
    }

    /** Beitler and Landis (1985): two treatments in each of eight clinics, one row each. */
    @Test
    void treatmentsWithinClinics() {
        assertEquals(List.of("clinic: 8 levels, 2 rows each",
            "clinic x treatment: 16 levels, 1 row each, nested in clinic"),
            words("beitler_landis", "favourable/total ~ 1 + (1 | clinic) + (1 | clinic:treatment)"));
        assertEquals(List.of("clinic x treatment: 16 levels, 1 row each",
            "clinic: 8 levels, 2 rows each, clinic x treatment is nested in it"),
            words("beitler_landis", "favourable/total ~ 1 + (1 | clinic:treatment) + (1 | clinic)"));
    }

    /** Davies (1972): 24 plates and 6 samples of penicillin, every sample on every plate. */
    @Test
    void samplesOnPlates() {
        assertEquals(List.of("plate: 24 levels, 6 rows each", "sample: 6 levels, 24 rows each, crossed with plate"),
            words("penicillin", "diameter ~ 1 + (1 | plate) + (1 | sample)"));
    }

    /** 15 herds in four periods, some of them absent in some; two terms of one grouping are described once. */
    @Test
    void groupsOfUnequalSize() {
        assertEquals(List.of("herd: 15 levels, 1 to 4 rows each"),
            words("cbpp", "incidence/size ~ 1 + (1 | herd) + (0 + size | herd)"));
        assertEquals(List.of("herd: 15 levels, 1 to 4 rows each",
            "period: 4 levels, 13 to 15 rows each, crossed with herd (56 of 60 combinations occur)"),
            words("cbpp", "incidence/size ~ 1 + (1 | herd) + (1 | period)"));
    }

    /** The plots of the Oats experiment are numbered by their two factors: block and variety name a plot. */
    @Test
    void twoNamesOfTheSameGroups() {
        assertEquals(List.of("Block x Variety: 18 levels, 4 rows each",
            "Variety x Block: 18 levels, 4 rows each, the same groups as Block x Variety"),
            words("oats", "yield ~ 1 + (1 | Block:Variety) + (0 + nitro | Variety:Block)"));
    }
}
