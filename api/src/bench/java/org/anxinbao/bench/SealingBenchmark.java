package org.anxinbao.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.anxinbao.seal.DataKey;
import org.anxinbao.seal.Grants;
import org.anxinbao.seal.Keyring;
import org.anxinbao.seal.PrivateKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What each seal of a submission costs, in microseconds on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(0) // one JVM with the options that the profile gives it
public class SealingBenchmark {
  private static final String OFFICE = "jh-housing";

  private final Keyring keyring = keyring();
  private final Grants grants = new Grants(keyring);
  private final PrivateKey office = PrivateKey.generate();
  private final UUID tip = UUID.randomUUID();
  private final YearMonth month = YearMonth.of(2026, 11);
  private final DataKey key = DataKey.random();
  private final byte[] body = new byte[700];
  private final byte[] grant = grants.seal(key, office.publicKey(), tip, OFFICE, 0, month);
  private final byte[] sealedBody = key.seal(body, tip, "content", 0);

  public static void main(String[] arguments) throws Exception {
    new Runner(new OptionsBuilder().include(SealingBenchmark.class.getSimpleName()).build()).run();
  }

  private static Keyring keyring() {
    try {
      return Keyring.open(Files.createTempDirectory(Path.of("target"), "bench-keyring"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Benchmark
  public byte[] sealGrant() {
    return grants.seal(key, office.publicKey(), tip, OFFICE, 0, month);
  }

  @Benchmark
  public byte[] sealDormantGrant() {
    return grants.sealDormant(key, office.publicKey(), tip, OFFICE, 0, month);
  }

  @Benchmark
  public DataKey openGrant() {
    return grants.open(grant, office, tip, OFFICE, 0);
  }

  @Benchmark
  public byte[] sealBodyUnderNewKey() {
    return DataKey.random().seal(body, tip, "content", 0);
  }

  @Benchmark
  public byte[] openBody() {
    return key.open(sealedBody, tip, "content", 0);
  }

  @Benchmark
  public PrivateKey generateKeyPair() {
    return PrivateKey.generate();
  }

  @Benchmark
  public byte[] signAcknowledgement() {
    return keyring.signAcknowledgement(body);
  }
}
