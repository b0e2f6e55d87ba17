package org.platelink.desk;

/** There is no page at an address, or none of what it names. */
public final class UnknownPage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPage() {
        super("there is no such page", null, false, false);
    }
}
