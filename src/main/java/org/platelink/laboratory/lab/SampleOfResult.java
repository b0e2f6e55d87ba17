package org.platelink.laboratory.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Sample;

/** Finds the specimen of a result among those of its order, if the message says which it is. It never guesses. */
final class SampleOfResult {

    private SampleOfResult() {}

    /**
     * The index of the specimen among those of the order, from 0 on: the one that OBX-33 names; else the only one;
     * else the one below whose SPM the result stands.
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
