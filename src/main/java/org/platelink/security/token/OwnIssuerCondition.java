package org.platelink.security.token;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** The server issues its own tokens. Spring has no condition on the absence of a property. */
class OwnIssuerCondition extends NoneNestedConditions {

    OwnIssuerCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("platelink.security.issuer-uri")
    static class Given {}
}
