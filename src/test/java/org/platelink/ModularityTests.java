package org.platelink;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void everyPackageImportsOnlyWhatItMay() {
        ApplicationModules.of(Platelink.class).verify();
    }
}
