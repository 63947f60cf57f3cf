package org.anxinbao.seal;

import static org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm.AES;
import static org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Mode.Table;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.anxinbao.seal.Header.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * An organisation's private key in three shares, any two of which give it back (Shamir). One alone
 * says nothing. A share: version (1 byte), algorithm (1), number 1 to 3 (4), 32 bytes; it is a
 * secret, so seal it to its keeper.
 */
public final class RecoveryShares {
  private RecoveryShares() {}

  private static final int NEEDED = 2;
  private static final int SHARES = 3;
  private static final Context TRIAL = new Context("recovery", "", "trial", 0);

  /** Shares number 1, 2 and 3. */
  public static List<byte[]> split(PrivateKey key) {
    ShamirSplitSecretShare[] shares =
        new ShamirSecretSplitter(AES, Table, SymmetricKey.BYTES, Primitives.random())
            .resplit(key.seed(), NEEDED, SHARES)
            .getSecretShares();
    return IntStream.range(0, SHARES)
        .mapToObj(
            i -> Primitives.concat(Header.of(Algorithm.RECOVERY_SHARE, i + 1), bytes(shares[i])))
        .toList();
  }

  /**
   * The key from two of its shares, tried before it is given out.
   *
   * @throws SealBroken unless they are two different shares of this public key's other half
   */
  public static PrivateKey join(byte[] one, byte[] other, PublicKey publicKey) {
    int first = number(one);
    int second = number(other);
    if (first == second) {
      throw new SealBroken();
    }
    PrivateKey key = PrivateKey.of(seed(share(one, first), share(other, second)), publicKey);
    key.open(publicKey.seal(new byte[0], TRIAL), TRIAL); // the halves fit, or this does not open
    return key;
  }

  private static byte[] seed(ShamirSplitSecretShare... shares) {
    try {
      return new ShamirSplitSecret(AES, Table, shares).getSecret();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int number(byte[] share) {
    int number = Header.number(Header.take(share, Algorithm.RECOVERY_SHARE, Header.NUMBERED));
    if (number < 1 || number > SHARES || share.length != Header.NUMBERED + SymmetricKey.BYTES) {
      throw new SealBroken();
    }
    return number;
  }

  private static ShamirSplitSecretShare share(byte[] share, int number) {
    byte[] secret = Arrays.copyOfRange(share, Header.NUMBERED, share.length);
    return new ShamirSplitSecretShare(secret, number);
  }

  private static byte[] bytes(ShamirSplitSecretShare share) {
    try {
      return share.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
