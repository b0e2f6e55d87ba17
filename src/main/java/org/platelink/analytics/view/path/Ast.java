package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.util.List;

/** Node of the abstract syntax tree of a FHIRPath expression. */
sealed interface Ast {

    /** A string, number or boolean: a String, Integer, BigDecimal or Boolean. */
    record Literal(Object value) implements Ast {}

    /** A date, time or both, without the {@code @}. */
    record TemporalLiteral(String text) implements Ast {}

    record QuantityLiteral(BigDecimal value, String unit) implements Ast {}

    /** The empty collection, {@code {}}. */
    record EmptyCollection() implements Ast {}

    /** {@code %name}. */
    record Variable(String name) implements Ast {}

    /** {@code $this}, {@code $index} or {@code $total}. */
    record SpecialVariable(String name) implements Ast {}

    /** The name of an element, or of the type on which an expression starts. */
    record Member(String name) implements Ast {}

    record Call(String function, List<Ast> arguments) implements Ast {}

    /** {@code of.step}, where the step is a member or a call. */
    record Step(Ast of, Ast step) implements Ast {}

    /** {@code of[index]}. */
    record Indexer(Ast of, Ast index) implements Ast {}

    /** {@code left operator right}. */
    record Operation(String operator, Ast left, Ast right) implements Ast {}

    /** {@code of is type} or {@code of as type}. */
    record OfType(String operator, Ast of, String type) implements Ast {}

    /** {@code -of}. */
    record Negative(Ast of) implements Ast {}
}
