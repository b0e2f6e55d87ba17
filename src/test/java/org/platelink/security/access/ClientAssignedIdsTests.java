package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAssignedIdsTests {

    private static final SiteRegister SITES = new SiteRegister() {
        @Override
        public boolean isFirst(String site) {
            return site.equals("first");
        }

        @Override
        public boolean isOfAnother(String site, String namespace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public java.util.Set<String> namespaces(String site) {
            return java.util.Set.of();
        }
    };

    private final ClientAssignedIds ids = new ClientAssignedIds(SITES);

    @ParameterizedTest
    @CsvSource({
        // site, id, whether it may be chosen
        "site-b, site-b.0001, true",
        "site-b, site-b.a-1, true",
        "site-b, 0001a, false",
        "site-b, site-b-1, false",
        "site-b, site-b.a.1, false",
        "site-b, site.b.1, false",
        "site-b, first.1, false",
        "a.b, a.b.1, true",
        "a, a.b.1, false",
        "first, 0001a, true",
        "first, first.1, true",
        "first, site-b.1, false",
        "first, first.b.1, false",
        "first, 1234, false",
        "first, 6f1d7c9e-1f0a-4d61-9b0e-0c2d6f3a9b1c, false",
        "first, derived-6f1d7c9e-1f0a-4d61-9b0e-0c2d6f3a9b1c, false",
    })
    void noIdIsTwoSites(String site, String id, boolean may) {
        Caller coordinator = caller(Role.COORDINATOR, site);
        assertThat(ids.mayBe(id, coordinator, new AccessGrant(site, List.of()))).isEqualTo(may);
        assertThat(ids.mayBe(id, caller(Role.EHR, site), new AccessGrant(site, List.of())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ADMIN, , true", "REGISTRY, registry-1, false"})
    void whoseRightHasAnEndChoosesNone(Role role, String owner, boolean may) {
        assertThat(ids.mayBe("any", caller(role, null), new AccessGrant(null, owner, List.of())))
                .isEqualTo(may);
    }

    private static Caller caller(Role role, String site) {
        return new Caller("c", role, site, Set.of(), Scopes.parse("system/*.cu"));
    }
}
