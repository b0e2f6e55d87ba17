package org.platelink.platform.cors;

/** Whose pages people use to ask this server: the origins of registered apps. */
public interface AppOrigins {

    /** Whether a page of an origin is an app's. */
    boolean includes(String origin);
}
