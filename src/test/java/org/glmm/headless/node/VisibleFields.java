package org.glmm.headless.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glmm.headless.parameters.Instances;
import org.glmm.headless.parameters.ParameterField;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;

/** The fields that a dialog shows for given values; those inside cards are left out. */
public final class VisibleFields {

    private final Map<Class<?>, Object> values = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    private record Place(ParameterField field, boolean isAdvanced) {
    }

    private VisibleFields() {
    }

    /**
     * @param parameters the values
     * @param input the node's inputs
     * @param advanced whether the advanced settings are shown as well
     * @return the names of the fields with a widget, in the order of declaration
     */
    public static List<String> of(final NodeParameters parameters, final NodeParametersInput input,
        final boolean advanced) {
        final var fields = new VisibleFields();
        fields.collect(parameters);
        return fields.places.stream().filter(place -> advanced || !place.isAdvanced).map(Place::field)
            .filter(field -> field.annotation(Effect.class).map(effect -> fields.shows(effect, input)).orElse(true))
            .map(ParameterField::name).toList();
    }

    private void collect(final Object group) {
        for (final var field : ParameterField.of(group.getClass())) {
            final var value = field.get(group);
            field.annotation(ValueReference.class).ifPresent(reference -> values.put(reference.value(), value));
            if (field.annotation(Widget.class).isPresent()) {
                final var part = field.annotation(Layout.class)
                    .or(() -> Optional.ofNullable(group.getClass().getAnnotation(Layout.class)));
                places.add(new Place(field, field.annotation(Advanced.class).isPresent()
                    || part.map(layout -> layout.value().isAnnotationPresent(Advanced.class)).orElse(false)));
            } else if (field.isGroup(WidgetGroup.class)) {
                collect(value);
            }
        }
    }

    private boolean shows(final Effect effect, final NodeParametersInput input) {
        final var condition = Instances.create(effect.predicate()).init(new ReferenceCheck(input, values::get));
        return ReferenceCheck.holds(condition) == (effect.type() == EffectType.SHOW);
    }
}
