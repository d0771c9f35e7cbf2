package vn.phusong.journal;

/**
 * A device's secret as we keep it: never the secret.
 *
 * @param salt 16 random bytes; empty when revoked
 * @param sha256 of salt followed by the secret's UTF-8; empty when revoked
 */
public record DeviceSecret(String device, byte[] salt, byte[] sha256) {
    public boolean isRevoked() {
        return sha256.length == 0;
    }
}
