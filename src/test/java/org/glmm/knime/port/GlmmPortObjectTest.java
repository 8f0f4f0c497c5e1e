package org.glmm.knime.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.predict.Scope;
import org.glmm.headless.spi.PortObjects;
import org.glmm.knime.TrialData;
import org.glmm.knime.table.TableReader;
import org.junit.jupiter.api.Test;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortUtil;

class GlmmPortObjectTest {

    private static final String FORMULA = "favourable/total ~ treatment + (1|clinic) + (1|clinic:treatment)";

    private static FittedModel fit() throws Exception {
        var table = TrialData.table();
        var spec = new ModelSpec(Formula.parse(FORMULA), Distributions.BINOMIAL, Links.LOGIT, Method.RSPL, false,
            Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        var frame = TableReader.of(table.getDataTableSpec(), spec.columns()).read(table, MissingPolicy.FAIL,
            new ExecutionMonitor());
        return Glmm.fit(frame, spec, FitMonitor.SILENT);
    }

    private static GlmmPortObjectSpec spec(String formula, boolean nominal, List<String> classes) {
        return new GlmmPortObjectSpec(Formula.parse(formula), "binomial", "logit",
            TrialData.table().getDataTableSpec(), nominal, classes, Set.of());
    }

    private static byte[] bytes(GlmmPortObject object) throws Exception {
        var out = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(object, out, new ExecutionMonitor());
        return out.toByteArray();
    }

    @Test
    void survivesSavingBitForBit() throws Exception {
        var model = fit();
        var object = new GlmmPortObject(spec(FORMULA, false, List.of()), model);
        var copy = (GlmmPortObject)PortObjects.copy(object, new ExecutionMonitor());
        assertEquals(object.getSpec(), copy.getSpec());
        assertArrayEquals(model.fixedEffects().estimates(), copy.model().fixedEffects().estimates());
        assertArrayEquals(model.fixedEffects().covariance(), copy.model().fixedEffects().covariance());
        for (int term = 0; term < 2; term++) {
            assertArrayEquals(model.randomEffects().get(term).values(),
                copy.model().randomEffects().get(term).values());
            assertArrayEquals(model.randomEffects().get(term).predictionErrorVariance(),
                copy.model().randomEffects().get(term).predictionErrorVariance());
            assertEquals(model.randomEffects().get(term).levels(), copy.model().randomEffects().get(term).levels());
        }
        assertEquals(model.covarianceParameters(), copy.model().covarianceParameters());
        assertEquals(model.statistics(), copy.model().statistics());
        assertEquals(model.convergence(), copy.model().convergence());
        assertEquals(model.spec().formula(), copy.model().spec().formula());
        assertEquals(object.getSummary(), copy.getSummary());
    }

    @Test
    void modelFileIsCompactAndReadable() throws Exception {
        var object = new GlmmPortObject(spec(FORMULA, false, List.of()), fit());
        var bytes = bytes(object);
        assertTrue(bytes.length < 10_000, bytes.length + " bytes");
        var read = (GlmmPortObject)PortUtil.readObjectFromStream(new ByteArrayInputStream(bytes),
            new ExecutionMonitor());
        assertArrayEquals(object.model().fixedEffects().estimates(), read.model().fixedEffects().estimates());
    }

    @Test
    void specSurvivesSaving() throws Exception {
        var spec = spec("`50% y` ~ treatment + log(total) + offset(favourable) + (1 + total || clinic:treatment)", true,
            List.of("<yes> & 100%", "no"));
        var copy = (GlmmPortObjectSpec)PortObjects.copy(spec);
        assertEquals(spec, copy);
        assertEquals(spec.formula(), copy.formula());
        assertEquals(List.of("<yes> & 100%", "no"), copy.classes());
        assertTrue(copy.isNominal());
        assertEquals(Kind.NUMERIC, copy.kind("total"));
        assertEquals(Kind.FACTOR, copy.kind("clinic"));
        assertEquals(List.of("treatment", "total", "favourable"), List.copyOf(copy.predictors(Scope.TYPICAL)));
        assertEquals(List.of("treatment", "total", "favourable", "clinic"),
            List.copyOf(copy.predictors(Scope.CONDITIONAL)));
        assertNotEquals(spec, spec(FORMULA, false, List.of()));
    }

    @Test
    void laterFormatIsRefusedWithTheRemedy() {
        var content = new ModelContent("model");
        spec(FORMULA, false, List.of()).save(content);
        content.addInt("version", 2);
        var message = assertThrows(InvalidSettingsException.class, () -> new GlmmPortObjectSpec().load(content))
            .getMessage();
        assertTrue(message.contains("update the extension"), message);
    }

    @Test
    void summaryNamesTheModel() throws Exception {
        assertEquals("binomial GLMM with logit link (RSPL), 16 rows: "
            + "favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
            new GlmmPortObject(spec(FORMULA, false, List.of()), fit()).getSummary());
    }
}
