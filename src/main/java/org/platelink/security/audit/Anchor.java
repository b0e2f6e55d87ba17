package org.platelink.security.audit;

/** Where checkpoints are kept that who owns this machine's account, its data folder and its database cannot change. */
interface Anchor extends AutoCloseable {

    /** None: the checkpoints stand in the data folder alone. */
    Anchor NONE = new Anchor() {
        @Override
        public void send(String line) {
            // Nobody keeps it.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Hands a checkpoint on, and returns at once. */
    void send(String line);

    @Override
    void close();
}
