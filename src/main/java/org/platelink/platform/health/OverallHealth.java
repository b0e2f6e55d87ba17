package org.platelink.platform.health;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.health.AdditionalHealthEndpointPath;
import org.springframework.boot.actuate.health.HealthEndpointGroup;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.StatusAggregator;

/**
 * Health groups as configured, except that {@code /actuator/health} itself leaves out indicators that concern only a
 * part of the server. Spring Boot has no setting for that.
 */
final class OverallHealth implements HealthEndpointGroups {

    private final HealthEndpointGroups groups;
    private final Set<String> left;

    /**
     * @param groups as they are configured
     * @param left the names of the indicators that are left out
     */
    OverallHealth(HealthEndpointGroups groups, Set<String> left) {
        this.groups = groups;
        this.left = left;
    }

    @Override
    public HealthEndpointGroup getPrimary() {
        return new ReducedHealthGroup(groups.getPrimary(), left);
    }

    @Override
    public Set<String> getNames() {
        return groups.getNames();
    }

    @Override
    public @Nullable HealthEndpointGroup get(String name) {
        return groups.get(name);
    }

    private record ReducedHealthGroup(HealthEndpointGroup group, Set<String> left) implements HealthEndpointGroup {

        @Override
        public boolean isMember(String name) {
            return !left.contains(name) && group.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext security) {
            return group.showComponents(security);
        }

        @Override
        public boolean showDetails(SecurityContext security) {
            return group.showDetails(security);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return group.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return group.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }
    }
}
