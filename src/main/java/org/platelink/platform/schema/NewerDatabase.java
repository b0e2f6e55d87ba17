package org.platelink.platform.schema;

/** The refusal of a database that a newer version has brought up. There is no way back for its tables. */
final class NewerDatabase {

    private NewerDatabase() {}

    /**
     * The sentence for the console.
     *
     * @param fact by what it was recognised
     */
    static String sentence(String fact) {
        return "the database was brought up by a newer Platelink (" + fact
                + "); start that version or a later one, or restore the backup from before the upgrade, as upgrade.md"
                + " says.";
    }
}
