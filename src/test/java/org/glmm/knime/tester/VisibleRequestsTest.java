package org.glmm.knime.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;

import org.glmm.engine.formula.Formula;
import org.glmm.headless.node.VisibleFields;
import org.glmm.knime.TestTable;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

/** The requests that have a meaning for the model and the tables at the inputs. */
class VisibleRequestsTest {

    private static final List<String> DEPENDENT = List.of("covariateValues", "includeOffset", "slopes", "labelColumn",
        "combinationColumn", "alternativeColumn", "marginColumn");

    /** Those of the dependent requests that are shown. */
    private static List<String> shown(String formula, PortObjectSpec... others) {
        var columns = TestTable.spec("y:int a:string x:double t:double g:string");
        var model = new GlmmPortObjectSpec(Formula.parse(formula), "poisson", "log", columns, false, List.of(),
            Set.of());
        var specs = new PortObjectSpec[others.length + 1];
        specs[0] = model;
        System.arraycopy(others, 0, specs, 1, others.length);
        var input = NodeParametersUtil.createDefaultNodeSettingsContext(specs);
        return VisibleFields.of(new GlmmTesterNodeParameters(), input, true).stream().filter(DEPENDENT::contains)
            .toList();
    }

    @Test
    void covariatesAndOffsetsAreAskedForWhereTheModelHasThem() {
        assertEquals(List.of(), shown("y ~ a + (1 | g)"));
        assertEquals(List.of("covariateValues", "slopes"), shown("y ~ a + x + (1 | g)"));
        assertEquals(List.of("includeOffset"), shown("y ~ a + offset(log(t)) + (1 | g)"));
    }

    @Test
    void columnsOfContrastsNeedATable() {
        assertEquals(List.of("labelColumn", "combinationColumn", "alternativeColumn", "marginColumn"),
            shown("y ~ a + (1 | g)", TestTable.spec("name:string combination:string")));
    }
}
