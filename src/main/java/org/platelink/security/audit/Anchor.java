package org.platelink.security.audit;

/** Stores checkpoints where whoever controls this machine's account, data folder and database cannot change them. */
interface Anchor extends AutoCloseable {

    /** No anchor: the checkpoints are in the data folder only. */
    Anchor NONE = new Anchor() {
        @Override
        public void send(String line) {
            // No anchor is configured.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    /** Passes a checkpoint on and returns immediately. */
    void send(String line);

    @Override
    void close();
}
