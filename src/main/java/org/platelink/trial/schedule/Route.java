package org.platelink.trial.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A way to a visit: a transition from another visit (Vulcan's {@code soaTransition}).
 *
 * @param from the dependency on that visit
 * @param conditions what must hold for it; none if it is always taken
 * @param counted whether the visit may be counted along it; otherwise it only says whether the visit is expected
 */
record Route(Anchor from, List<Condition> conditions, boolean counted) {

    Route {
        conditions = List.copyOf(conditions);
    }

    /** Whether all conditions hold; empty if that is not known. */
    Optional<Boolean> isOpenFor(StudyCourse course) {
        boolean known = true;
        for (Condition condition : conditions) {
            Optional<Boolean> holds = condition.holdsFor(course);
            if (holds.isPresent() && !holds.get()) {
                return Optional.of(false);
            }
            known &= holds.isPresent();
        }
        return known ? Optional.of(true) : Optional.empty();
    }

    /** The conditions for people. */
    String condition() {
        return conditions.stream().map(Condition::expression).collect(Collectors.joining(" and "));
    }
}
