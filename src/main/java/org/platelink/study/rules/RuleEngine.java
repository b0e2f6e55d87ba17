package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import kotlin.Pair;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.data.CompositeDataProvider;
import org.opencds.cqf.cql.engine.exception.CqlException;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;
import org.opencds.cqf.cql.engine.execution.EvaluationParams;
import org.opencds.cqf.cql.engine.execution.EvaluationParams.LibraryParams;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.platelink.security.run.Run;
import org.springframework.util.function.SingletonSupplier;

/**
 * Evaluates expressions of CQL libraries over the record of one participant. Thread-safe.
 *
 * <p>Values are returned as Java types: a tuple as a Map, a list as a List, a CQL Date as a {@link LocalDate}, a CQL
 * Quantity as the engine's own type; null is CQL's null, "unknown".
 */
public final class RuleEngine {

    /** Enough for a few sets of libraries: those of the studies, and those before a change. */
    private static final int KEPT = 8;

    private static final String FHIR = "http://hl7.org/fhir";

    private final TerminologyProvider terminology;
    private final Cache<Set<RuleSource>, CompiledLibraries> compiled =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    /** Uses a FhirContext of its own, because it registers a type, which must not change the server's context. */
    private final Supplier<R4FhirModelResolver> model =
            SingletonSupplier.of(() -> new RunModelResolver(FhirContext.forR4()));

    /**
     * Creates an engine with a source of value sets.
     *
     * @param valueSets gives the value set for a canonical URL, or null
     */
    public RuleEngine(Function<String, @Nullable ValueSet> valueSets) {
        this.terminology = new ValueSetCodes(valueSets);
    }

    /** Warms up a library by evaluating all of it over a record; the one-time work takes a second or more. */
    void warm(RuleLibrary library, PatientRecord record) {
        engine(library, record)
                .evaluate(asked(library, new LibraryParams(null), record).build());
    }

    /**
     * Evaluates expressions.
     *
     * @param library the library that defines them
     * @param expressions their names
     * @param parameters the library's parameters by name; a {@link LocalDate} is a CQL Date
     * @return the value of each expression
     * @throws LibraryDoesNotCompile if the library does not compile
     * @throws RuleFailed if the library has no such expression, or one cannot be evaluated
     */
    public Map<String, @Nullable Object> evaluate(
            RuleLibrary library,
            Set<String> expressions,
            Map<String, ? extends @Nullable Object> parameters,
            PatientRecord record) {
        Run.checkCurrent();
        EvaluationParams.Builder builder = asked(
                library,
                new LibraryParams(
                        expressions.stream().map(EvaluationExpressionRef::new).toList()),
                record);
        builder.setParameters(RuleValues.toCql(parameters));
        try {
            EvaluationResult result =
                    engine(library, record).evaluate(builder.build()).getOnlyResultOrThrow();
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (String name : expressions) {
                values.put(
                        name,
                        RuleValues.toJava(
                                Objects.requireNonNull(result.get(name)).getValue()));
            }
            return values;
        } catch (CqlException | IllegalArgumentException failure) {
            throw new RuleFailed(library.source().name(), failure);
        }
    }

    private static EvaluationParams.Builder asked(
            RuleLibrary library, LibraryParams expressions, PatientRecord record) {
        EvaluationParams.Builder builder = new EvaluationParams.Builder();
        builder.setContextParameter(
                new Pair<>("Patient", record.patient().getIdElement().getIdPart()));
        builder.library(CompiledLibraries.identifier(library.source().name()), expressions);
        return builder;
    }

    private CqlEngine engine(RuleLibrary library, PatientRecord record) {
        CompositeDataProvider data = new CompositeDataProvider(model.get(), new RecordRetrieval(record, terminology));
        return new CqlEngine(
                new Environment(libraries(library), new HashMap<>(Map.of(FHIR, data)), terminology),
                new HashSet<>(Set.of(CqlEngine.Options.EnableExpressionCaching)));
    }

    private LibraryManager libraries(RuleLibrary library) {
        Set<RuleSource> all = new HashSet<>(library.beside());
        all.add(library.source());
        return compiled.get(all, sources -> new CompiledLibraries(List.copyOf(sources), PrecompiledElm.OF_THE_BUILD))
                .with(library.source().name());
    }
}
