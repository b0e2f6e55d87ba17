package org.platelink.platform.cors;

/** The web origins of the registered apps, whose pages people use to access this server. */
public interface AppOrigins {

    /** Whether an origin is that of an app. */
    boolean includes(String origin);
}
