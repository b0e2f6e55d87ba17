package org.platelink.study.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kotlinx.io.Buffer;
import kotlinx.io.Source;
import org.cqframework.cql.cql2elm.CqlCompilerException;
import org.cqframework.cql.cql2elm.CqlCompilerException.ErrorSeverity;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.CqlIncludeException;
import org.cqframework.cql.cql2elm.CqlTranslator;
import org.cqframework.cql.cql2elm.LibraryContentType;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.LibrarySourceProvider;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.quick.FhirLibrarySourceProvider;
import org.cqframework.cql.cql2elm.tracking.TrackBack;
import org.hl7.elm.r1.VersionedIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a set of CQL libraries that include one another, and caches the result. FHIRHelpers and TrialRules, which
 * every library may include, are always part of the set.
 *
 * <p>ELM that was compiled during the build is loaded; other libraries are compiled at their first use. Compiling
 * takes seconds, so it is synchronized: one thread compiles and the others wait.
 */
final class CompiledLibraries {

    private final LibraryManager manager;
    private final Map<String, RuleSource> sources = new ConcurrentHashMap<>();

    CompiledLibraries(List<RuleSource> sources, PrecompiledElm forms) {
        // ModelManager and LibraryManager cache what they load, and only change their caches while compiling.
        this.manager = new LibraryManager(new ModelManager(), options(), new ConcurrentHashMap<>());
        this.sources.put(BundledLibraries.TRIAL_RULES.name(), BundledLibraries.TRIAL_RULES);
        sources.forEach(source -> this.sources.put(source.name(), source));
        manager.getLibrarySourceLoader().registerProvider(new Texts(forms));
        manager.getLibrarySourceLoader().registerProvider(new FhirLibrarySourceProvider());
    }

    private static CqlCompilerOptions options() {
        CqlCompilerOptions options = CqlCompilerOptions.defaultOptions();
        // No implicit conversions between lists and their elements: lists are compared and joined as they are
        // written.
        options.getOptions().add(CqlCompilerOptions.Options.DisableListDemotion);
        options.getOptions().add(CqlCompilerOptions.Options.DisableListPromotion);
        options.getOptions().add(CqlCompilerOptions.Options.EnableLocators);
        return options;
    }

    /**
     * Compiles a library, and those that it includes, unless they are compiled already.
     *
     * @throws LibraryDoesNotCompile if one of them does not compile
     */
    synchronized LibraryManager with(String name) {
        List<CqlCompilerException> errors = new ArrayList<>();
        try {
            manager.resolveLibrary(identifier(name), errors);
        } catch (CqlIncludeException missing) {
            throw new LibraryDoesNotCompile(
                    name, List.of(new LibraryFault(0, 0, String.valueOf(missing.getMessage()))));
        } catch (CqlCompilerException error) {
            throw new LibraryDoesNotCompile(name, List.of(fault(error)));
        }
        refuse(name, errors);
        return manager;
    }

    /**
     * Compiles a library to ELM in JSON.
     *
     * @throws LibraryDoesNotCompile if it does not compile
     */
    synchronized String elm(RuleSource source) {
        CqlTranslator translator = CqlTranslator.fromText(source.cql(), manager);
        refuse(source.name(), translator.getExceptions());
        return translator.toJson();
    }

    static VersionedIdentifier identifier(String name) {
        return new VersionedIdentifier().withId(name);
    }

    private static void refuse(String name, List<CqlCompilerException> errors) {
        List<LibraryFault> faults = errors.stream()
                .filter(error -> error.getSeverity() == ErrorSeverity.Error)
                .map(CompiledLibraries::fault)
                .toList();
        if (!faults.isEmpty()) {
            throw new LibraryDoesNotCompile(name, faults);
        }
    }

    private static LibraryFault fault(CqlCompilerException error) {
        TrackBack place = error.getLocator();
        return new LibraryFault(
                place == null ? 0 : place.getStartLine(),
                place == null ? 0 : place.getStartChar(),
                String.valueOf(error.getMessage()));
    }

    private static Source stream(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Buffer buffer = new Buffer();
        buffer.write(bytes, 0, bytes.length);
        return buffer;
    }

    /** Source provider that gives the compiler the CQL texts, or the ELM from the build. */
    private final class Texts implements LibrarySourceProvider {

        private final PrecompiledElm forms;

        Texts(PrecompiledElm forms) {
            this.forms = forms;
        }

        @Override
        public @Nullable Source getLibrarySource(VersionedIdentifier library) {
            RuleSource source = sources.get(String.valueOf(library.getId()));
            return source == null ? null : stream(source.cql());
        }

        @Override
        public @Nullable Source getLibraryContent(VersionedIdentifier library, LibraryContentType type) {
            if (type == LibraryContentType.CQL) {
                return getLibrarySource(library);
            }
            RuleSource source = sources.get(String.valueOf(library.getId()));
            if (source == null || type != LibraryContentType.JSON) {
                return null;
            }
            return forms.of(source).map(CompiledLibraries::stream).orElse(null);
        }
    }
}
