package org.glmm.headless.node;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.headless.parameters.EnumLabels;
import org.glmm.headless.parameters.Instances;
import org.glmm.headless.parameters.ParameterField;
import org.knime.core.data.DataTableSpec;
import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.TypedStringChoice;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/**
 * A dialog as an HTML page, made from the same annotations as KNIME's: the sections, fields and messages that are
 * shown for given values and inputs, advanced ones left out.
 */
public final class DialogPage {

    private final NodeParametersInput input;
    private final Map<Class<?>, Object> values = new HashMap<>();
    private final StringBuilder page = new StringBuilder();
    private String section = "";

    private DialogPage(final NodeParametersInput input) {
        this.input = input;
    }

    /**
     * The content of the dialog.
     *
     * @param parameters what is set
     * @param input the node's inputs
     * @return elements of HTML: sections are {@code h2}, fields {@code div}s with a {@code label}
     */
    public static String of(final NodeParameters parameters, final NodeParametersInput input) {
        final var dialog = new DialogPage(input);
        dialog.register(parameters);
        dialog.group(parameters, null);
        return dialog.page.append("<div class='advanced'>Show advanced settings</div>").toString();
    }

    private void register(final Object group) {
        for (final var field : ParameterField.of(group.getClass())) {
            field.annotation(ValueReference.class)
                .ifPresent(reference -> values.put(reference.value(), field.get(group)));
            if (field.isGroup(WidgetGroup.class)) {
                register(field.get(group));
            }
        }
    }

    private void group(final Object group, final Class<?> place) {
        for (final var field : ParameterField.of(group.getClass())) {
            final var own = field.field().getAnnotation(Layout.class);
            final var inherited = place == null ? field.rawClass().getAnnotation(Layout.class) : null;
            final var part = own != null ? own.value() : inherited != null ? inherited.value() : place;
            if (isShown(field, part)) {
                if (field.isGroup(WidgetGroup.class)) {
                    group(field.get(group), part);
                } else {
                    heading(part);
                    control(field, field.get(group));
                }
            }
        }
    }

    private boolean isShown(final ParameterField field, final Class<?> part) {
        final var widget = field.annotation(Widget.class);
        final var isAdvanced = field.annotation(Advanced.class).isPresent()
            || widget.filter(Widget::advanced).isPresent() || part != null && part.isAnnotationPresent(Advanced.class);
        final var hasControl = widget.isPresent() || field.isGroup(WidgetGroup.class)
            || field.annotation(TextMessage.class).isPresent();
        return hasControl && !isAdvanced && field.annotation(Effect.class).map(this::shows).orElse(true);
    }

    private boolean shows(final Effect effect) {
        final var check = new ReferenceCheck(input, values::get);
        final var holds = ReferenceCheck.holds(Instances.create(effect.predicate()).init(check));
        return effect.type() == EffectType.SHOW ? holds : effect.type() != EffectType.HIDE || !holds;
    }

    private void heading(final Class<?> part) {
        final var title = Optional.ofNullable(part).map(p -> p.getAnnotation(Section.class)).map(Section::title)
            .orElse("");
        if (!title.equals(section)) {
            page.append("<h2>").append(text(title)).append("</h2>");
            section = title;
        }
    }

    private void control(final ParameterField field, final Object value) {
        final var message = field.annotation(TextMessage.class);
        if (message.isPresent()) {
            message(message.get());
            return;
        }
        final var title = field.annotation(Widget.class).orElseThrow().title();
        if (value instanceof Boolean isOn) {
            page.append("<div class='box'>").append(tick(isOn)).append("<label>").append(text(title))
                .append("</label></div>");
            return;
        }
        page.append("<div><label>");
        if (value instanceof Optional<?> optional) {
            page.append(tick(optional.isPresent()));
        }
        page.append(text(title)).append("</label>").append(value(field, value)).append("</div>");
    }

    private static String tick(final boolean isOn) {
        return isOn ? "<i class='on'>&#10003;</i>" : "<i></i>";
    }

    private String value(final ParameterField field, final Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(present -> value(field, present)).orElse("");
        }
        if (value instanceof Enum<?> constant) {
            final var isSwitch = field.annotation(ValueSwitchWidget.class).isPresent();
            return isSwitch ? choices(constant) : drop(EnumLabels.title(constant));
        }
        if (value instanceof ColumnFilter filter) {
            final var provider = field.annotation(ColumnFilterWidget.class).orElseThrow().choicesProvider();
            final var columns = Instances.create(provider).computeState(input).stream().map(TypedStringChoice::id)
                .toList();
            final var all = (DataTableSpec)input.getInPortSpecs()[0];
            final var chosen = List.of(filter.filter(all.stream().filter(c -> columns.contains(c.getName())).toList()));
            return "<div class='mode'><b>Manual</b> Wildcard &nbsp; Regex &nbsp; Type</div>"
                + lists("Excludes", columns, "Includes", chosen);
        }
        if (value instanceof String[] chosen) {
            final var titles = field.annotation(TwinlistWidget.class);
            return lists(titles.map(TwinlistWidget::excludedLabel).orElse("Excludes"),
                List.copyOf(strings(field).keySet()), titles.map(TwinlistWidget::includedLabel).orElse("Includes"),
                Arrays.asList(chosen));
        }
        if (value.getClass().isArray()) {
            return cards(field.annotation(ArrayWidget.class).orElseThrow(), value);
        }
        if (field.annotation(TextAreaWidget.class).isPresent()) {
            return "<div class='value area'>" + text(value) + "</div>";
        }
        return value instanceof String id && field.annotation(ChoicesProvider.class).isPresent()
            ? drop(strings(field).getOrDefault(id, id)) : "<div class='value'>" + text(value) + "</div>";
    }

    private static String choices(final Enum<?> chosen) {
        return Stream.of(chosen.getDeclaringClass().getEnumConstants())
            .map(constant -> (constant == chosen ? "<b>" : "<span>") + text(EnumLabels.title((Enum<?>)constant))
                + (constant == chosen ? "</b>" : "</span>"))
            .collect(Collectors.joining("", "<div class='switch'>", "</div>"));
    }

    private static String drop(final String shown) {
        return "<div class='value'>" + text(shown) + "<em>&#9662;</em></div>";
    }

    /** The titles of the choices of a text field by their ids. */
    private Map<String, String> strings(final ParameterField field) {
        final var titles = new LinkedHashMap<String, String>();
        final var provider = field.annotation(ChoicesProvider.class);
        for (final var choice : provider.isPresent() ? (List<?>)state(provider.get().value()) : List.of()) {
            if (choice instanceof TypedStringChoice column) {
                titles.put(column.id(), column.text());
            } else if (choice instanceof StringChoice string) {
                titles.put(string.id(), string.text());
            }
        }
        return titles;
    }

    private static String lists(final String otherTitle, final List<String> all, final String title,
        final List<String> chosen) {
        final var others = all.stream().filter(name -> !chosen.contains(name)).toList();
        return "<div class='lists'>" + list(otherTitle, others) + "<em>&rsaquo;<br>&raquo;<br>&lsaquo;<br>&laquo;</em>"
            + list(title, chosen) + "</div>";
    }

    private static String list(final String title, final List<String> names) {
        return "<div><small>" + text(title) + "</small><div class='list'>"
            + names.stream().map(DialogPage::text).collect(Collectors.joining("<br>")) + "</div></div>";
    }

    private String cards(final ArrayWidget widget, final Object array) {
        final var outer = page.toString();
        page.setLength(0);
        IntStream.range(0, Array.getLength(array)).forEach(i -> {
            page.append("<div class='card'><h3>").append(text(widget.elementTitle())).append(' ').append(i + 1)
                .append("</h3>");
            final var element = Array.get(array, i);
            ParameterField.of(element.getClass()).stream().filter(field -> isShown(field, null))
                .forEach(field -> control(field, field.get(element)));
            page.append("</div>");
        });
        final var cards = page + "<div class='button'>+ " + text(widget.addButtonText()) + "</div>";
        page.setLength(0);
        page.append(outer);
        return cards;
    }

    private void message(final TextMessage message) {
        if (state(message.value()) instanceof Optional<?> state) {
            state.map(TextMessage.Message.class::cast).ifPresent(shown -> page.append("<div class='message'><b>")
                .append(text(shown.title())).append("</b><br>").append(text(shown.description()).replace("\n", "<br>"))
                .append("</div>"));
        }
    }

    private Object state(final Class<? extends StateProvider> type) {
        final var provider = (StateProvider<?>)Instances.create(type);
        provider.init(new Values());
        try {
            return provider.computeState(input);
        } catch (StateComputationFailureException keepsNothing) {
            return null;
        }
    }

    private static String text(final Object value) {
        return Objects.toString(value, "").replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Gives a provider the values of the fields. */
    private final class Values implements StateProviderInitializer {

        @Override
        public NodeParametersInput getNodeParametersInput() {
            return input;
        }

        @Override
        public <T> Supplier<T> computeFromValueSupplier(final Class<? extends ParameterReference<T>> reference) {
            return getValueSupplier(reference);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> getValueSupplier(final Class<? extends ParameterReference<T>> reference) {
            return () -> (T)values.get(reference);
        }

        @Override
        public <T> void computeOnValueChange(final Class<? extends ParameterReference<T>> reference) {
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> computeFromProvidedState(final Class<? extends StateProvider<T>> provider) {
            return () -> (T)state(provider);
        }

        @Override
        public void computeOnButtonClick(final Class<? extends ButtonReference> reference) {
        }

        @Override
        public void computeBeforeOpenDialog() {
        }

        @Override
        public void computeAfterOpenDialog() {
        }
    }
}
