package org.knime.core.node.config.base;

/** Encryption of passwords: the empty password and none are stored as they are, nothing else is supported. */
final class Password {

    private Password() {
    }

    static String encrypt(final String encryptionKey, final String password) {
        return checked(password);
    }

    static String decrypt(final String encryptionKey, final String stored) {
        return checked(stored);
    }

    private static String checked(final String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        throw new UnsupportedOperationException("Passwords in settings are not supported.");
    }
}
