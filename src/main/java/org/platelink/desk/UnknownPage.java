package org.platelink.desk;

/** Thrown when there is no page at a URL, or what the URL names does not exist. */
public final class UnknownPage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPage() {
        super("there is no such page", null, false, false);
    }
}
