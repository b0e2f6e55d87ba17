package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTests {

    private final AccessRules rules = AccessRules.read();

    @ParameterizedTest
    @CsvSource({
        // role, scopes, interaction, type, right, reached
        "ANALYST, system/*.rs, read, Patient, READ, true",
        "ANALYST, system/Observation.rs, read, Patient, READ, false",
        "ANALYST, system/*.cruds, create, Patient, CREATE, false",
        "EHR, system/*.cruds, read, Observation, READ, false",
        "EHR, system/Observation.r, create, Observation, CREATE, false",
        "EHR, system/Observation.c, create, Observation, CREATE, true",
        "REGISTRY, system/*.cruds, search, ResearchSubject, SEARCH, false",
        "REGISTRY, system/Patient.r, search, ResearchStudy, SEARCH, true",
        "ADMIN, system/*.cruds, read, Patient, READ, false",
        "ADMIN, system/*.cruds, create, AuditEvent, CREATE, false",
        "PUBLIC, system/*.cruds, read, Observation, READ, false",
        "COORDINATOR, system/*.cruds, delete, Patient, DELETE, false",
        "COORDINATOR, system/*.cruds, update, ConceptMap, UPDATE, true",
        "COORDINATOR, system/*.rs, update, ConceptMap, UPDATE, false",
        "EHR, system/*.cruds, search, ConceptMap, SEARCH, true",
        "EHR, system/*.cruds, create, ConceptMap, CREATE, false",
        "ANALYST, system/*.cruds, create, ConceptMap, CREATE, false",
    })
    void aRightIsWhatRoleAndScopeBothGive(
            Role role, String scopes, String interaction, String type, Right right, boolean reached) {
        Caller caller = new Caller("c", role, role.ofASite() ? "a" : null, Set.of(), Scopes.parse(scopes));
        assertThat(rules.reach(caller, interaction, type, right).isPresent()).isEqualTo(reached);
    }

    @Test
    void aSiteHoldsWhoBelongsToOne() {
        Caller coordinator = new Caller("c", Role.COORDINATOR, "a", Set.of(), Scopes.parse("system/*.crus"));
        Caller analyst = new Caller("c", Role.ANALYST, "a", Set.of(), Scopes.parse("system/*.rs"));
        Caller everywhere = new Caller("c", Role.ANALYST, null, Set.of(), Scopes.parse("system/*.rs"));

        assertThat(rules.reach(coordinator, "read", "Patient", Right.READ)).hasValue(new AccessGrant("a", List.of()));
        assertThat(rules.reach(analyst, "read", "Patient", Right.READ)).hasValue(new AccessGrant("a", List.of()));
        assertThat(rules.reach(everywhere, "read", "Patient", Right.READ)).hasValue(new AccessGrant(null, List.of()));
    }

    @Test
    void conditionsOfTheRuleAndOfTheScopeBothHold() {
        Caller coordinator =
                new Caller("c", Role.COORDINATOR, "a", Set.of(), Scopes.parse("system/ConceptMap.cu?status=active"));
        assertThat(rules.reach(coordinator, "create", "ConceptMap", Right.CREATE))
                .hasValue(new AccessGrant(null, List.of("context=https://platelink.org/site%7Ca", "status=active")));
    }

    /** A Group of participants is not for anyone; the criteria are. */
    @Test
    void whoMayMoreThanAnyoneIsNotHeldToWhatAnyoneMay() {
        assertThat(rules.reach(Caller.PUBLIC, "search", "Group", Right.SEARCH))
                .hasValue(new AccessGrant(null, List.of("actual=false")));
        assertThat(rules.reach(ofSite(Role.ANALYST, null), "search", "Group", Right.SEARCH))
                .hasValue(new AccessGrant(null, List.of()));
        Caller narrow = new Caller("c", Role.ANALYST, null, Set.of(), Scopes.parse("system/Observation.rs"));
        assertThat(rules.reach(narrow, "search", "Group", Right.SEARCH))
                .hasValue(new AccessGrant(null, List.of("actual=false")));
    }

    @Test
    void theSiteOfTheClientIsFilledIntoTheConditionOfALine() {
        assertThat(rules.reach(ofSite(Role.COORDINATOR, "a"), "update", "ConceptMap", Right.UPDATE))
                .hasValue(new AccessGrant(null, List.of("context=https://platelink.org/site%7Ca")));
        assertThat(rules.reach(ofSite(Role.ANALYST, "a"), "search", "ConceptMap", Right.SEARCH))
                .hasValue(new AccessGrant(null, List.of("context=https://platelink.org/site%7Ca")));
        assertThat(rules.reach(ofSite(Role.ANALYST, null), "search", "ConceptMap", Right.SEARCH))
                .hasValue(new AccessGrant(null, List.of()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a&_id=b", "a,b", "a|b", "a%7Cb", "a b"})
    void aLineForASiteIsForNobodyElse(String site) {
        AccessRules ofASite = AccessRules.parse("| analyst | search | ConceptMap?context=x%7C{site} | all |");

        assertThat(ofASite.reach(ofSite(Role.ANALYST, site), "search", "ConceptMap", Right.SEARCH))
                .isEmpty();
    }

    @Test
    void aTypeIsTiedToItsPatientByASearchAndAnElement() {
        assertThat(rules.patientOf("Task")).hasValue("subject");
        assertThat(rules.patientElementOf("Task")).hasValue("for");
        assertThat(rules.patientOf("Observation")).isEqualTo(rules.patientElementOf("Observation"));
        assertThat(rules.patientElementOf("ResearchStudy")).isEmpty();
    }

    @Test
    void reviewsAreWrittenByNobodyHimself() {
        for (Role role : Role.values()) {
            for (String type : List.of("Task", "VerificationResult", "List")) {
                assertThat(rules.reach(ofSite(role, "a"), "create", type, Right.CREATE))
                        .isEmpty();
                assertThat(rules.reach(ofSite(role, "a"), "update", type, Right.UPDATE))
                        .isEmpty();
            }
        }
    }

    @Test
    void whatAClientMadeIsForThatClient() {
        assertThat(rules.reach(ofSite(Role.REGISTRY, null), "update", "Subscription", Right.UPDATE))
                .hasValue(new AccessGrant(null, "c", List.of()));
        assertThat(rules.reach(ofSite(Role.ADMIN, null), "update", "Subscription", Right.UPDATE))
                .hasValue(new AccessGrant(null, List.of()));
    }

    @Test
    void aLineForAllSitesIsNotForAClientOfOne() {
        AccessRules ofAllSites = AccessRules.parse("| analyst | search | Provenance | all sites |");

        assertThat(ofAllSites.reach(ofSite(Role.ANALYST, null), "search", "Provenance", Right.SEARCH))
                .hasValue(new AccessGrant(null, List.of()));
        assertThat(ofAllSites.reach(ofSite(Role.ANALYST, "a"), "search", "Provenance", Right.SEARCH))
                .isEmpty();
    }

    /** A Provenance may be of any site's, and nobody but the server says where something comes from. */
    @Test
    void whereSomethingComesFromIsReadByAnAnalystOfAllSitesAlone() {
        for (Role role : Role.values()) {
            for (String interaction : List.of("read", "vread", "history", "search", "create", "update", "$validate")) {
                boolean reads = List.of("read", "vread", "history", "search").contains(interaction);
                assertThat(rules.reach(ofSite(role, "a"), interaction, "Provenance", Right.READ))
                        .as(role + " of a site " + interaction)
                        .isEmpty();
                assertThat(rules.reach(ofSite(role, null), interaction, "Provenance", Right.READ)
                                .isPresent())
                        .as(role + " " + interaction)
                        .isEqualTo(reads && role == Role.ANALYST);
            }
        }
    }

    private static Caller ofSite(Role role, String site) {
        return new Caller("c", role, site, Set.of(), Scopes.parse("system/*.crus"));
    }

    /** What no rule of the file may ever say. */
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"PUBLIC", "REGISTRY", "ADMIN"})
    void noSubjectIsReachedWithoutBeingNamed(Role role) {
        Caller caller = new Caller("c", role, null, Set.of(), Scopes.parse("system/*.cruds"));
        for (String type : List.of("Patient", "ResearchSubject", "Observation", "Consent", "DiagnosticReport")) {
            for (String interaction : List.of("read", "vread", "history", "search", "create", "update")) {
                assertThat(rules.reach(caller, interaction, type, Right.SEARCH))
                        .as(role + " " + interaction + " " + type)
                        .isEmpty();
            }
        }
    }

    @Test
    void aLineThatSaysNeitherAllNorOwnSiteStopsTheServer() {
        assertThatThrownBy(() -> AccessRules.parse("| ehr | read | Patient | some |"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccessRules.parse("| ehr | read | Patient |"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
