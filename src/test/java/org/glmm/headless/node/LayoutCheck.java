package org.glmm.headless.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Inside;
import org.knime.node.parameters.layout.Section;

/** Finds faults in the layout parts of a dialog that keep the dialog from opening. */
final class LayoutCheck {

    private final List<String> faults = new ArrayList<>();

    private LayoutCheck() {
    }

    /**
     * @param parts the parts named in {@code @Layout} annotations
     * @return one sentence per fault
     */
    static List<String> faults(final Collection<Class<?>> parts) {
        final var check = new LayoutCheck();
        check.checkRoots(parts);
        withEnclosing(parts).forEach(check::checkPart);
        return check.faults;
    }

    private void checkRoots(final Collection<Class<?>> parts) {
        final var roots = parts.stream().map(part -> root(part, new HashSet<>())).collect(Collectors.toSet());
        if (roots.size() > 1) {
            faults.add("the layout parts have several roots: "
                + roots.stream().map(Class::getName).sorted().collect(Collectors.joining(", ")));
        }
    }

    private static Class<?> root(final Class<?> part, final Set<Class<?>> visited) {
        if (!visited.add(part)) {
            return part;
        }
        if (part.isAnnotationPresent(Inside.class)) {
            return root(part.getAnnotation(Inside.class).value(), visited);
        }
        if (part.getEnclosingClass() != null) {
            return root(part.getEnclosingClass(), visited);
        }
        final var neighbour = neighbours(part).findFirst();
        return neighbour.isPresent() ? root(neighbour.get(), visited) : part;
    }

    private static Stream<Class<?>> neighbours(final Class<?> part) {
        return Stream.concat(before(part), after(part));
    }

    private static Stream<Class<?>> after(final Class<?> part) {
        return Stream.of(part.getAnnotationsByType(After.class)).map(After::value);
    }

    private static Stream<Class<?>> before(final Class<?> part) {
        return Stream.of(part.getAnnotationsByType(Before.class)).map(Before::value);
    }

    /** The parts and all that enclose them. */
    static Set<Class<?>> withEnclosing(final Collection<Class<?>> parts) {
        final var all = new LinkedHashSet<Class<?>>();
        for (Class<?> part : parts) {
            for (; part != null; part = part.getEnclosingClass()) {
                all.add(part);
            }
        }
        return all;
    }

    private void checkPart(final Class<?> part) {
        neighbours(part).filter(other -> other.getEnclosingClass() != part.getEnclosingClass())
            .filter(other -> other.isNestmateOf(part)).forEach(other -> faults.add("layout part " + part.getSimpleName()
                + " is ordered by " + other.getSimpleName() + ", which is not beside it"));
        if (comesAfterItself(part, part, new HashSet<>())) {
            faults.add("layout part " + part.getSimpleName() + " is ordered after itself");
        }
        final var section = part.getAnnotation(Section.class);
        if (section != null && section.title().isBlank()) {
            faults.add("section " + part.getSimpleName() + " has no title");
        }
    }

    private static boolean comesAfterItself(final Class<?> part, final Class<?> start, final Set<Class<?>> visited) {
        final var siblings = part.getEnclosingClass() == null ? Stream.<Class<?>>empty()
            : Stream.of(part.getEnclosingClass().getDeclaredClasses());
        final var earlier = Stream.concat(after(part), siblings.filter(s -> before(s).anyMatch(b -> b == part)));
        return earlier.anyMatch(
            other -> other == start || visited.add(other) && comesAfterItself(other, start, visited));
    }
}
