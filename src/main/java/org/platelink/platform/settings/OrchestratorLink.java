package org.platelink.platform.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the environment variables that Kubernetes gives every container for each service of its namespace. Those
 * of a service called {@code platelink} begin as settings do.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables">
 *     Kubernetes, environment variables of services</a>
 */
final class OrchestratorLink {

    private static final Pattern NAME = Pattern.compile(
            ".*_SERVICE_HOST|.*_SERVICE_PORT(_[A-Z0-9_]+)?|.*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+");

    private OrchestratorLink() {}

    static boolean is(String variable, @Nullable Object value) {
        return NAME.matcher(variable).matches()
                || variable.endsWith("_PORT")
                        && ADDRESS.matcher(String.valueOf(value)).matches();
    }
}
