package org.glmm.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.glmm.headless.parameters.ParameterField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.message.TextMessage;

/** Every setting of every node says in its description what it is by default, and every choice what it means. */
class SettingsDescriptionTest {

    private static final Pattern DEFAULT = Pattern.compile("default|\\b(on|off) by|switched off",
        Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(strings = {"learner.GlmmLearner", "predictor.GlmmPredictor", "tester.GlmmTester"})
    void everySettingAndChoiceIsDescribed(String node) throws Exception {
        List<String> faults = new ArrayList<>();
        collect(Class.forName("org.glmm.knime." + node + "NodeParameters"), faults);
        assertEquals(List.of(), faults);
    }

    private static void collect(Class<?> type, List<String> faults) {
        for (var field : ParameterField.of(type)) {
            if (field.isGroup(WidgetGroup.class) && field.annotation(Widget.class).isEmpty()) {
                collect(field.rawClass(), faults);
                continue;
            }
            field.groupElements(WidgetGroup.class).ifPresent(element -> collect((Class<?>) element, faults));
            if (field.annotation(TextMessage.class).isEmpty()) {
                var description = field.annotation(Widget.class).map(Widget::description).orElse("");
                if (!DEFAULT.matcher(description).find()) {
                    faults.add(field + " does not say what it is by default");
                }
            }
            if (field.rawClass().isEnum()) {
                Stream.of(field.rawClass().getFields()).filter(constant -> constant.isEnumConstant())
                    .filter(constant -> constant.getAnnotation(Label.class) == null
                        || constant.getAnnotation(Label.class).description().isBlank())
                    .forEach(constant -> faults.add(field + ": the choice " + constant.getName()
                    + " is not described"));
            }
        }
    }
}
