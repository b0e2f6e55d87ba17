package org.platelink.laboratory.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Sample;

/** Tells which of an order's samples a result is of, where that was said. Where it was not, it is not guessed. */
final class SampleOfResult {

    private SampleOfResult() {}

    /**
     * The place of the sample among those of the order, from 0 on: the one that OBX-33 names; else the only one; else the one
     * below whose SPM the result stands.
     */
    static Optional<Integer> of(Result result, Order order) {
        List<Sample> samples = order.samples();
        if (!result.samples().isEmpty()) {
            List<Integer> named = IntStream.range(0, samples.size())
                    .filter(i -> result.samples().get(0).isOf(samples.get(i).numbers()))
                    .boxed()
                    .toList();
            return result.samples().size() == 1 && named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
        }
        if (samples.size() == 1) {
            return Optional.of(0);
        }
        return result.belowSample() == 0 ? Optional.empty() : Optional.of(result.belowSample() - 1);
    }
}
