package org.platelink.platform.hapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

class ReplacedBeansTests {

    private static class Theirs {}

    private static final class Ours extends Theirs {}

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @Test
    void standUnderTheSameName() {
        beans.registerBeanDefinition("theirs", new RootBeanDefinition(Theirs.class));
        beans.registerBeanDefinition("others", new RootBeanDefinition(Theirs.class));

        ReplacedBeans.without("others").and("theirs", Ours.class).postProcessBeanDefinitionRegistry(beans);

        assertThat(beans.getBean("theirs")).isInstanceOf(Ours.class);
        assertThat(beans.containsBean("others")).isFalse();
    }

    @Test
    void anUnknownNameStopsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReplacedBeans.by("renamed", Ours.class).postProcessBeanDefinitionRegistry(beans))
                .withMessage("HAPI has no bean named renamed any more, in whose place " + Ours.class.getName()
                        + " would stand.");
        assertThatIllegalStateException()
                .isThrownBy(() -> ReplacedBeans.without("renamed").postProcessBeanDefinitionRegistry(beans))
                .withMessage("HAPI has no bean named renamed any more,"
                        + " in whose place one of the server's would stand.");
    }
}
