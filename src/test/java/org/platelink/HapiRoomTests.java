package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What knows HAPI's inside stands in one room, {@code platform.hapi}, and nowhere else. */
class HapiRoomTests {

    private static final List<Path> SOURCES = Stream.of("java", "resources", "jte")
            .map(Path.of("src/main")::resolve)
            .filter(Files::isDirectory)
            .toList();
    private static final String ROOM = "org/platelink/platform/hapi/";

    private static final Pattern TABLE = Pattern.compile("hfj_", Pattern.CASE_INSENSITIVE);
    private static final Pattern REFLECTION =
            Pattern.compile("setAccessible|getDeclared(Field|Method|Constructor)|ReflectionUtils|privateLookupIn");
    private static final Pattern OVERRIDE = Pattern.compile("removeBeanDefinition|registerBeanDefinition");

    /** HAPI's JPA internals, and Hibernate's: a class by its full name, as an import has it. */
    private static final Pattern INTERNALS =
            Pattern.compile("\\b(?:ca\\.uhn\\.fhir\\.jpa\\.(?:model\\.entity|dao|search|cache"
                    + "|searchparam\\.(?:extractor|registry))|org\\.hibernate\\.(?:event|engine|persister))"
                    + "\\.[a-z.]*[A-Z]\\w*");

    /** Beans of HAPI for those who embed it, although they stand in packages of its inside. */
    private static final Set<String> DOORS = Set.of(
            "ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService",
            "ca.uhn.fhir.jpa.dao.tx.HapiTransactionService",
            "ca.uhn.fhir.jpa.dao.ISearchBuilder",
            "ca.uhn.fhir.jpa.dao.IResultIterator",
            "ca.uhn.fhir.jpa.dao.SearchBuilderFactory",
            "ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider");

    /** What else is used outside of the room, by file, and why. */
    private static final Map<String, String> EXCEPTIONS = new TreeMap<>(Map.of(
            "platform/server/JpaConfiguration.java -> ca.uhn.fhir.jpa.model.entity.NormalizedQuantitySearchLevel",
            "a value of the storage settings",
            "platform/server/ExceptionTranslator.java -> ca.uhn.fhir.jpa.search.builder.predicate.ParsedLocationParam",
            "the name of the class in a stack trace, by which a bad parameter is told from a fault",
            "platform/search/CachedSearchService.java -> ca.uhn.fhir.jpa.dao.NonPersistedSearch",
            "what HAPI's search service hands its interceptors; the service is one of HAPI's public interface",
            "platform/search/CachedSearchService.java -> ca.uhn.fhir.jpa.search.builder.StorageInterceptorHooksFacade",
            "calls the interceptors as HAPI's own search service does",
            "platform/definition/DefinitionSearch.java -> "
                    + "ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams",
            "the values that HAPI's matcher in memory is given, for definitions that are not stored",
            "platform/definition/TextQuery.java -> ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams",
            "as above",
            "platform/definition/TextQuery.java -> ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString",
            "as above"));

    /** Reflection into something else than HAPI. */
    private static final Set<String> OTHER_REFLECTION = Set.of(
            // Tomcat's connection, for whoever has gone.
            "security/run/ClientConnection.java");

    /** A bean of Spring's. */
    private static final Set<String> OTHER_OVERRIDES = Set.of("security/token/WithoutHandlerIntrospection.java");

    @Test
    void noOtherFileNamesATableOfHapi() throws IOException {
        assertThat(outside(TABLE)).isEmpty();
    }

    @Test
    void noOtherFileReadsPrivateMembers() throws IOException {
        assertThat(outside(REFLECTION)).isSubsetOf(OTHER_REFLECTION);
    }

    @Test
    void noOtherFileReplacesBeans() throws IOException {
        assertThat(outside(OVERRIDE)).isSubsetOf(OTHER_OVERRIDES);
    }

    @Test
    void noOtherClassUsesTheInternalsOfHapisStorage() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, String> file : filesOutside().entrySet()) {
            if (!file.getKey().endsWith(".java")) {
                continue;
            }
            Matcher name = INTERNALS.matcher(file.getValue());
            while (name.find()) {
                if (!DOORS.contains(name.group())) {
                    found.add(file.getKey() + " -> " + name.group());
                }
            }
        }
        assertThat(found).isEqualTo(EXCEPTIONS.keySet());
    }

    /** The files outside of the room in which a pattern is found. */
    private static Set<String> outside(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        filesOutside().forEach((name, text) -> {
            if (pattern.matcher(text).find()) {
                found.add(name);
            }
        });
        return found;
    }

    /** The text of each file outside of the room, by its path. */
    private static Map<String, String> filesOutside() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    if (!name.startsWith(ROOM) && name.matches(".*\\.(java|sql|yaml|properties|xml|jte|html)")) {
                        texts.put(name.replaceFirst("^org/platelink/", ""), Files.readString(file));
                    }
                }
            }
        }
        return texts;
    }
}
