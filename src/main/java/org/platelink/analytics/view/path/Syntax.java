package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.util.List;

/** An expression as the grammar understands it. */
sealed interface Syntax {

    /** A text, number or truth: a String, Integer, BigDecimal or Boolean. */
    record Literal(Object value) implements Syntax {}

    /** A date, time or both, without the {@code @}. */
    record TemporalLiteral(String text) implements Syntax {}

    record QuantityLiteral(BigDecimal value, String unit) implements Syntax {}

    /** {@code {}}. */
    record Nothing() implements Syntax {}

    /** {@code %name}. */
    record Variable(String name) implements Syntax {}

    /** {@code $this}, {@code $index} or {@code $total}. */
    record Special(String name) implements Syntax {}

    /** The name of an element, or of the type on which an expression starts. */
    record Member(String name) implements Syntax {}

    record Call(String function, List<Syntax> arguments) implements Syntax {}

    /** {@code of.step}, where the step is a member or a call. */
    record Step(Syntax of, Syntax step) implements Syntax {}

    /** {@code of[index]}. */
    record At(Syntax of, Syntax index) implements Syntax {}

    /** {@code left operator right}. */
    record Operation(String operator, Syntax left, Syntax right) implements Syntax {}

    /** {@code of is type} or {@code of as type}. */
    record OfType(String operator, Syntax of, String type) implements Syntax {}

    /** {@code -of}. */
    record Negative(Syntax of) implements Syntax {}
}
