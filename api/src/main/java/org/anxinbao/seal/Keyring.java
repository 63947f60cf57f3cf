package org.anxinbao.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.anxinbao.seal.Header.Algorithm;

/**
 * The server's own keys, in a directory (mode 700, files 600) outside the database and its backups.
 * Rotation adds a key; the newest makes, all open. A destroyed month never comes back.
 *
 * <p>Processes may share the directory. Keys are kept in memory; what another process added is
 * found when it is needed, what it rotated or destroyed within a minute.
 */
public final class Keyring {
  /** What a layer of the keyring adds: header with the key's number, nonce, tag. */
  public static final int LAYER = Header.NUMBERED + 12 + 16;

  private static final Duration RECHECK = Duration.ofMinutes(1);

  private final Generations token;
  private final Generations permit;
  private final Generations wake;
  private final Months months;
  private final byte[] pepper;
  private final Signatures acknowledgement;
  private final Signatures checkpoint;

  /**
   * Opens the directory; a new one is filled.
   *
   * @throws KeyringBroken naming the file that is missing from a finished keyring, unreadable,
   *     damaged, or open to other users
   */
  public static Keyring open(Path directory) {
    return new Keyring(directory, RECHECK);
  }

  Keyring(Path directory, Duration recheck) {
    KeyFile.directory(directory);
    // Written last: without it a first start was cut short. With it, a missing key is a loss that a
    // new one would only hide (members locked out, dormant grants that never open).
    Path finished = directory.resolve("complete");
    boolean fresh = !Files.exists(finished);
    this.token = new Generations(directory.resolve("token"), recheck, fresh);
    this.permit = new Generations(directory.resolve("permit"), recheck, fresh);
    this.wake = new Generations(directory.resolve("wake"), recheck, fresh);
    this.months = new Months(directory.resolve("month"), recheck);
    this.pepper = single(directory.resolve("pepper"), fresh);
    this.checkpoint =
        new Signatures(
            new Generations(directory.resolve("checkpoint"), recheck, fresh)
                .newest()
                .key()
                .bytes());
    this.acknowledgement =
        new Signatures(
            new Generations(directory.resolve("acknowledgement"), recheck, fresh)
                .newest()
                .key()
                .bytes());
    if (fresh) {
      KeyFile.put(finished, "anxinbao-keyring-1\n");
    }
  }

  private static byte[] single(Path file, boolean fresh) {
    return fresh
        ? KeyFile.readOrMake(file)
        : KeyFile.read(file).orElseThrow(() -> new KeyringBroken(file, "is missing"));
  }

  /**
   * Adds a new generation of the named key: {@code token}, {@code permit} or {@code wake}.
   *
   * @throws IllegalArgumentException for another name: the pepper and the signing keys stay
   */
  public void rotate(String name) {
    switch (name) {
      case "token" -> token.rotate();
      case "permit" -> permit.rotate();
      case "wake" -> wake.rotate();
      default -> throw new IllegalArgumentException("not a key that rotates");
    }
  }

  /**
   * Reads again what other processes may have changed, and makes the keys of this month and the
   * next. Called more often than the recheck falls due, it keeps the disk away from those who seal
   * and open.
   *
   * @throws KeyringBroken as on opening
   */
  public void refresh(YearMonth now) {
    token.refresh();
    permit.refresh();
    wake.refresh();
    months.refresh(List.of(now, now.plusMonths(1)));
  }

  Generations token() {
    return token;
  }

  Generations permit() {
    return permit;
  }

  /**
   * The outer layer of every grant and every reporter's wrap: AEAD under the month's key, whose
   * number (yyyymm) it names. The key is made if the month has none yet.
   *
   * @throws IllegalStateException if the month's key was destroyed
   */
  public byte[] sealMonth(byte[] inner, YearMonth month, Context where) {
    byte[] header = Header.of(Algorithm.MONTH, month.getYear() * 100 + month.getMonthValue());
    return months.keyToSeal(month).seal(header, inner, where);
  }

  /**
   * Takes the month's layer off.
   *
   * @throws SealBroken also when the month's key was destroyed
   */
  public byte[] openMonth(byte[] sealed, Context where) {
    return months
        .key(monthOf(sealed))
        .orElseThrow(SealBroken::new)
        .open(Header.take(sealed, Algorithm.MONTH, Header.NUMBERED), sealed, where);
  }

  /**
   * Moves under a later month's key; needs no other key.
   *
   * @throws SealBroken if it does not open here
   */
  public byte[] moveMonth(byte[] sealed, YearMonth to, Context where) {
    return sealMonth(openMonth(sealed, where), to, where);
  }

  /** For good, in old backups of the database too. Again is no error. */
  public void destroyMonth(YearMonth month) {
    months.destroy(month);
  }

  /**
   * The month whose layer this is, as the header says; only opening proves it.
   *
   * @throws SealBroken if it has no month's layer
   */
  static YearMonth monthOf(byte[] sealed) {
    int number = Header.number(Header.take(sealed, Algorithm.MONTH, Header.NUMBERED));
    try {
      return YearMonth.of(number / 100, number % 100);
    } catch (DateTimeException _) {
      throw new SealBroken();
    }
  }

  /**
   * The layer of dormant grants, and of what only the server may use (the excluded offices of a
   * tip).
   */
  public byte[] sealWake(byte[] inner, Context where) {
    Generations.Generation newest = wake.newest();
    return newest.key().seal(Header.of(Algorithm.WAKE, newest.number()), inner, where);
  }

  /**
   * Takes the wake layer off.
   *
   * @throws SealBroken if it does not open here
   */
  public byte[] openWake(byte[] sealed, Context where) {
    byte[] header = Header.take(sealed, Algorithm.WAKE, Header.NUMBERED);
    return wake.key(Header.number(header)).orElseThrow(SealBroken::new).open(header, sealed, where);
  }

  /** HMAC-SHA256(pepper, member). */
  byte[] pepper(UUID member) {
    return Primitives.hmac(pepper, member.toString().getBytes(UTF_8));
  }

  /** Ed25519 (RFC 8032) signature of an acknowledgement, 64 bytes; see {@link Signatures}. */
  public byte[] signAcknowledgement(byte[] statement) {
    return acknowledgement.sign(statement);
  }

  /** 32 bytes raw. */
  public byte[] acknowledgementPublicKey() {
    return acknowledgement.publicKey();
  }

  /** Ed25519 signature of a checkpoint, 64 bytes. */
  public byte[] signCheckpoint(byte[] statement) {
    return checkpoint.sign(statement);
  }

  /** 32 bytes raw. */
  public byte[] checkpointPublicKey() {
    return checkpoint.publicKey();
  }

  @Override
  public String toString() {
    return "Keyring";
  }
}
