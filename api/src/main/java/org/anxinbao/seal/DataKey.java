package org.anxinbao.seal;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tip's data key (DEK) for one epoch. Each field has a key of its own (HKDF with the field's
 * label) and is padded ({@link Padding}) before sealing.
 */
public final class DataKey {
  private final SymmetricKey key;
  private final Map<String, SymmetricKey> fields = new ConcurrentHashMap<>();

  private DataKey(SymmetricKey key) {
    this.key = key;
  }

  public static DataKey random() {
    return new DataKey(SymmetricKey.random());
  }

  static DataKey of(byte[] bytes) {
    if (bytes.length != SymmetricKey.BYTES) {
      throw new SealBroken();
    }
    return new DataKey(SymmetricKey.of(bytes));
  }

  byte[] bytes() {
    return key.bytes();
  }

  /**
   * Seals text or bytes of a tip: padded, under the field's key, bound to (tip, field, sequence).
   *
   * @throws IllegalArgumentException if longer than {@link Padding#MAX}
   */
  public byte[] seal(byte[] content, UUID tip, String field, long sequence) {
    return field(field).seal(Padding.pad(content), Context.tip(tip, field, sequence));
  }

  /**
   * Opens what {@link #seal} made for this place.
   *
   * @throws SealBroken if it does not open here
   */
  public byte[] open(byte[] sealed, UUID tip, String field, long sequence) {
    return Padding.unpad(field(field).open(sealed, Context.tip(tip, field, sequence)));
  }

  /**
   * A key that others may have too: it leads to nothing of the tip. Who has this one needs no copy
   * of it.
   */
  public DataKey derive(String label) {
    return new DataKey(key.derive("anxinbao derived " + label));
  }

  private SymmetricKey field(String field) {
    return fields.computeIfAbsent(field, name -> key.derive("anxinbao field " + name));
  }

  @Override
  public String toString() {
    return "DataKey";
  }
}
