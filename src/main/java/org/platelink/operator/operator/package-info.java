/**
 * The operator's command-line tool: the same jar, started with a command instead of server options, such as
 * {@code java -jar platelink.jar token --client data/clients/ehr-demo.json}.
 */
@NullMarked
@ApplicationModule(
        id = "operator",
        allowedDependencies = {
            "server",
            "token",
            "audit",
            "database",
            "demo",
            "install",
            "lab",
            "ctgov",
            "trds",
            "mllp",
            "hl7v2",
            "sealing",
            "linkage",
            "journal"
        })
package org.platelink.operator.operator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
