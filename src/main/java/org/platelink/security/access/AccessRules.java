package org.platelink.security.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The access rules of {@code access-rules.md}, and their evaluation for a caller. */
final class AccessRules {

    private static final String FILE = "access-rules.md";

    /** Used in place of a type for operations on server level. */
    private static final String SYSTEM = "system";

    private final List<Rule> rules;
    private final Map<String, List<Rule>> rulesOf;
    private final Map<String, String> patientOf;
    private final Map<String, String> patientElements;
    private final Map<String, List<String>> readBy;

    AccessRules(
            List<Rule> rules,
            Map<String, String> patientOf,
            Map<String, String> patientElements,
            Map<String, List<String>> readBy) {
        this.rules = List.copyOf(rules);
        this.rulesOf = rules.stream().collect(Collectors.groupingBy(Rule::type));
        this.patientOf = Map.copyOf(patientOf);
        this.patientElements = Map.copyOf(patientElements);
        this.readBy = Map.copyOf(readBy);
    }

    static AccessRules read() {
        try (InputStream file = AccessRules.class.getResourceAsStream(FILE)) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Parses the Markdown tables: one of four columns with the rules, and two of two columns. Of these, one has the
     * types that each operation reads (operation names begin with a dollar sign), the other the types that belong to
     * a site.
     */
    static AccessRules parse(String markdown) {
        List<Rule> rules = new ArrayList<>();
        Map<String, String> patientOf = new LinkedHashMap<>();
        Map<String, String> patientElements = new LinkedHashMap<>();
        Map<String, List<String>> readBy = new LinkedHashMap<>();
        for (String line : markdown.lines().filter(AccessRules::isRow).toList()) {
            String[] cells = line.substring(1, line.length() - 1).trim().split(" *\\| *");
            if (cells.length == 4) {
                addRules(cells, rules);
            } else if (cells.length == 2 && cells[0].startsWith("$")) {
                readBy.put(cells[0], List.of(cells[1].split(" ")));
            } else if (cells.length == 2) {
                String[] names = cells[1].split(" ");
                patientOf.put(cells[0], names[0]);
                patientElements.put(cells[0], names[names.length - 1]);
            } else {
                throw new IllegalArgumentException("A line of the rules has neither two nor four cells: " + line);
            }
        }
        return new AccessRules(rules, patientOf, patientElements, readBy);
    }

    private static boolean isRow(String line) {
        return line.startsWith("| ")
                && !line.startsWith("| ---")
                && !line.startsWith("| role |")
                && !line.startsWith("| type |")
                && !line.startsWith("| operation |");
    }

    private static void addRules(String[] cells, List<Rule> rules) {
        Role role = cells[0].equals("anyone") ? null : Role.of(cells[0]).orElseThrow();
        SiteScope siteScope = SiteScope.of(cells[3]);
        for (String type : cells[2].split(" ")) {
            String[] parts = type.split("\\?", 2);
            rules.add(new Rule(
                    role, Set.of(cells[1].split(" ")), parts[0], parts.length == 2 ? parts[1] : null, siteScope));
        }
    }

    private List<Rule> of(String type) {
        return rulesOf.getOrDefault(type, List.of());
    }

    /** Whether any rule names an interaction, for any role and type. */
    boolean know(String interaction) {
        return rules.stream().anyMatch(rule -> rule.interactions().contains(interaction));
    }

    /** Whether any rule allows an interaction with a type. */
    boolean name(String interaction, String type) {
        return of(type).stream().anyMatch(rule -> rule.interactions().contains(interaction));
    }

    /** Whether any rule allows anything with a type. */
    boolean nameType(String type) {
        return rulesOf.containsKey(type);
    }

    /**
     * The search parameter by which a type refers to its Patient: {@code -} for the Patient itself; empty if the type
     * belongs to none.
     */
    Optional<String> patientOf(String type) {
        return Optional.ofNullable(patientOf.get(type));
    }

    /**
     * The element by which a type refers to its Patient, which most search parameters have their name of: {@code -} for
     * the Patient itself; empty if the type belongs to none.
     */
    Optional<String> patientElementOf(String type) {
        return Optional.ofNullable(patientElements.get(type));
    }

    /** The types that belong to a Patient, Patient included. */
    Set<String> typesOfPatients() {
        return patientOf.keySet();
    }

    /** The types that an operation's answer contains, apart from the type it is called on. */
    List<String> readBy(String operation) {
        return readBy.getOrDefault(operation, List.of());
    }

    /** Whether a search of a type is allowed to anyone. */
    boolean isPublic(String type) {
        return of(type).stream().anyMatch(rule -> rule.role() == null && rule.allows(Role.PUBLIC, "search", type));
    }

    /**
     * The access that a caller has to a type by an interaction.
     *
     * @param right the right that the token's scopes must grant, unless the rule is for anyone
     * @return empty if there is none
     */
    Optional<AccessGrant> reach(Caller caller, String interaction, String type, Right right) {
        Optional<AccessGrant> ofAnyone = of(type).stream()
                .filter(rule -> rule.role() == null && rule.allows(caller.role(), interaction, type))
                .filter(rule -> rule.isFor(caller.site()))
                .findFirst()
                .map(rule -> AccessGrant.of(rule, caller, null, List.of()));
        if (ofAnyone.isPresent() && ofAnyone.get().isWhole()) {
            return ofAnyone;
        }
        Optional<AccessGrant> ofItsRole = of(type).stream()
                .filter(rule -> rule.role() != null && rule.allows(caller.role(), interaction, type))
                .filter(rule -> rule.isFor(caller.site()))
                .filter(rule -> caller.scopes().grant(right, type))
                .findFirst()
                .map(rule -> AccessGrant.of(rule, caller, ownSite(rule, caller, type), condition(caller, type, right)));
        // A token that grants less does not take away what anyone may do.
        return ofItsRole.filter(AccessGrant::isWhole).or(() -> ofAnyone).or(() -> ofItsRole);
    }

    /**
     * Like {@link #reach}, but refuses if there is no access.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if there is none
     */
    AccessGrant require(Caller caller, String interaction, String type, Right right) {
        return reach(caller, interaction, type, right)
                .orElseThrow(() -> Refusals.mayNot(caller, interaction + " " + type));
    }

    /**
     * Requires that a caller may use an operation on server level. The token's scopes are not checked here, but for
     * each type that the operation touches.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if it may not
     */
    void requireOfSystem(Caller caller, String operation) {
        if (of(SYSTEM).stream().noneMatch(rule -> rule.allows(caller.role(), operation, SYSTEM))) {
            throw Refusals.mayNot(caller, know(operation) ? "use " + operation + " here" : "use this operation");
        }
    }

    /** Whether any rule allows an operation on server level. */
    boolean nameOfSystem(String operation) {
        return name(operation, SYSTEM);
    }

    /** Several conditions of one token would have to be combined with OR, which a search cannot express. */
    private static List<String> condition(Caller caller, String type, Right right) {
        List<String> conditions = caller.scopes().conditions(right, type);
        if (conditions.size() > 1) {
            throw Refusals.forbidden(
                    "The token has several conditions for " + type + "; ask for a token with one of them at a time.");
        }
        return conditions;
    }

    private @Nullable String ownSite(Rule rule, Caller caller, String type) {
        if (rule.whose() == SiteScope.OWN_SITE) {
            return Objects.requireNonNull(caller.site(), "a client of a site has one");
        }
        return patientOf.containsKey(type) && rule.whose() != SiteScope.EITHER_SITE ? caller.site() : null;
    }
}
