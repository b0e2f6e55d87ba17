package org.platelink.security.token;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/**
 * Spring condition that matches when the server issues its own tokens, that is, when no external issuer is
 * configured. Spring has no condition on the absence of a property.
 */
class OwnIssuerCondition extends NoneNestedConditions {

    OwnIssuerCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("platelink.security.issuer-uri")
    static class ExternalIssuer {}
}
