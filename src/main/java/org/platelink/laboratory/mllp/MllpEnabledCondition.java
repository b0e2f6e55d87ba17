package org.platelink.laboratory.mllp;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Condition that a port is configured for MLLP. An empty environment variable, as compose files pass it on, counts as
 * none.
 */
class MllpEnabledCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils.hasText(context.getEnvironment().getProperty(MllpProperties.PREFIX + "port"));
    }
}
