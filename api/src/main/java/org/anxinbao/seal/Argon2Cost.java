package org.anxinbao.seal;

/** What a guess at a passphrase costs (RFC 9106): never less than 64 MiB and three passes. */
public final class Argon2Cost {
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int ITERATIONS = 3;

  public static final Argon2Cost DEFAULT = new Argon2Cost(MEMORY_KIB, ITERATIONS);

  private final int memoryKiB;
  private final int iterations;

  private Argon2Cost(int memoryKiB, int iterations) {
    this.memoryKiB = memoryKiB;
    this.iterations = iterations;
  }

  /**
   * A dearer one, in KiB and passes.
   *
   * @throws IllegalArgumentException below the least cost
   */
  public static Argon2Cost of(int memoryKiB, int iterations) {
    if (memoryKiB < MEMORY_KIB || iterations < ITERATIONS) {
      throw new IllegalArgumentException("Argon2id needs 65,536 KiB and 3 iterations at least");
    }
    return new Argon2Cost(memoryKiB, iterations);
  }

  /** Far too cheap for use; lets this package's tests make many locks. */
  static Argon2Cost cheap() {
    return new Argon2Cost(64, 1);
  }

  int memoryKiB() {
    return memoryKiB;
  }

  int iterations() {
    return iterations;
  }
}
