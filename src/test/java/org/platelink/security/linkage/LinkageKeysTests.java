package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.platelink.platform.sealing.MasterKey;

class LinkageKeysTests {

    private static final PersonIdentifier PERSON =
            new PersonIdentifier("https://hospital.example/patients", "synthetic-1");

    private final LinkageKeys keys = keys(1);

    @Test
    void whatIsSealedOpensInItsRow() {
        assertThat(keys.opened(keys.sealed(PERSON, "row"), "row")).isEqualTo(PERSON);
    }

    @Test
    void whatIsSealedOpensInNoOtherRowAndUnderNoOtherKey() {
        byte[] sealed = keys.sealed(PERSON, "row");

        assertThatIllegalStateException().isThrownBy(() -> keys.opened(sealed, "other"));
        assertThatIllegalStateException().isThrownBy(() -> keys(2).opened(sealed, "row"));
    }

    @Test
    void whatIsSealedDoesNotOpenAfterAChange() {
        byte[] sealed = keys.sealed(PERSON, "row");
        sealed[sealed.length - 1] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> keys.opened(sealed, "row"));
    }

    @Test
    void theSameIsSealedDifferentlyEachTimeAndHoldsNoneOfIt() {
        byte[] sealed = keys.sealed(PERSON, "row");

        assertThat(sealed).isNotEqualTo(keys.sealed(PERSON, "row"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("synthetic", "hospital");
    }

    @Test
    void aLookUpIsTheSameForTheSameIdentifierAndDiffersByKeySystemValueAndPurpose() {
        byte[] lookUp = keys.lookUpOf(PERSON);

        assertThat(lookUp)
                .hasSize(32)
                .isEqualTo(keys(1).lookUpOf(new PersonIdentifier(PERSON.system(), " Synthetic-1")))
                .isNotEqualTo(keys(2).lookUpOf(PERSON))
                .isNotEqualTo(keys.lookUpOf(new PersonIdentifier("https://other.example", "synthetic-1")))
                .isNotEqualTo(keys.lookUpOf(new PersonIdentifier(PERSON.system(), "synthetic-2")))
                .isNotEqualTo(keys.lookUpOf(PERSON.asWord().orElseThrow()));
        assertThat(keys.lookUpOf(new PersonIdentifier("ab", "C")))
                .isNotEqualTo(keys.lookUpOf(new PersonIdentifier("a", "BC")));
    }

    /** By another implementation: openssl dgst -sha256 -mac HMAC -macopt hexkey:0101...01. */
    @Test
    void theDerivationIsTheFirstBlockOfHkdfExpand() {
        assertThat(keys.checkValue())
                .asHexString()
                .isEqualTo("D17EEED2D443DC8D73049CB85900BAB6A886AFBAF8C10AE39BBA3DA48566B594");
    }

    private static LinkageKeys keys(int seed) {
        byte[] key = new byte[MasterKey.BYTES];
        java.util.Arrays.fill(key, (byte) seed);
        return new LinkageKeys(new MasterKey(key));
    }
}
