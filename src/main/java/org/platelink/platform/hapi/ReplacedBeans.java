package org.platelink.platform.hapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Replaces bean definitions of HAPI by name, before any bean is made. The start fails with a sentence if HAPI has no
 * bean of that name, so that none of ours is silently unused after an upgrade.
 */
public final class ReplacedBeans implements BeanDefinitionRegistryPostProcessor {

    /** What stands in its place, by HAPI's name; empty if it is a bean of another name. */
    private final Map<String, Optional<BeanDefinition>> replacements = new LinkedHashMap<>();

    private ReplacedBeans() {}

    /** The replacement of one bean by another under the same name. */
    public static ReplacedBeans by(String name, Class<?> ours) {
        return new ReplacedBeans().and(name, ours);
    }

    /** The removal of beans whose type a bean of ours has under another name. */
    public static ReplacedBeans without(String... names) {
        ReplacedBeans removed = new ReplacedBeans();
        for (String name : names) {
            removed.replacements.put(name, Optional.empty());
        }
        return removed;
    }

    /** This and one more replacement under the same name. */
    public ReplacedBeans and(String name, Class<?> ours) {
        return and(name, new RootBeanDefinition(ours));
    }

    /** This and one more replacement under the same name. */
    public ReplacedBeans and(String name, BeanDefinition ours) {
        replacements.put(name, Optional.of(ours));
        return this;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        replacements.forEach((name, ours) -> {
            if (!registry.containsBeanDefinition(name)) {
                throw new IllegalStateException("HAPI has no bean named " + name + " any more, in whose place "
                        + ours.map(BeanDefinition::getBeanClassName).orElse("one of the server's") + " would stand.");
            }
            registry.removeBeanDefinition(name);
            ours.ifPresent(definition -> registry.registerBeanDefinition(name, definition));
        });
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        // Only bean definitions are changed.
    }
}
