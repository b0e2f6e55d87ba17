package org.platelink.study.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.runtime.Date;
import org.opencds.cqf.cql.engine.runtime.Precision;
import org.opencds.cqf.cql.engine.runtime.Tuple;

/** Converts values between the CQL engine's types and Java's. */
final class RuleValues {

    private RuleValues() {}

    static Map<String, @Nullable Object> toCql(Map<String, ? extends @Nullable Object> parameters) {
        Map<String, @Nullable Object> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, toCql(value)));
        return values;
    }

    private static @Nullable Object toCql(@Nullable Object value) {
        if (value instanceof LocalDate day) {
            return new Date(day);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(one -> values.add(toCql(one)));
            return values;
        }
        if (value instanceof Map<?, ?> map) {
            Tuple tuple = new Tuple();
            map.forEach((name, one) -> tuple.getElements().put(String.valueOf(name), toCql(one)));
            return tuple;
        }
        return value;
    }

    static @Nullable Object toJava(@Nullable Object value) {
        if (value instanceof Tuple tuple) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            tuple.getElements().forEach((name, one) -> map.put(String.valueOf(name), toJava(one)));
            return map;
        }
        if (value instanceof Iterable<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(one -> values.add(toJava(one)));
            return values;
        }
        if (value instanceof Date date && date.getPrecision() == Precision.DAY) {
            return date.getDate();
        }
        return value;
    }
}
