package org.anxinbao.dev;

import java.security.SecureRandom;
import java.util.UUID;
import org.anxinbao.seal.MemberKeys;
import org.anxinbao.seal.Passphrase;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.PublicKey;
import org.apache.commons.codec.binary.Base32;

/** A person of the demo with a key of their own, locked as at a real first sign-in. */
record DemoMember(
    UUID id,
    String name,
    DemoStaff.Person person,
    PublicKey key,
    MemberKeys.Locked locked,
    DemoAccount account) {
  private static final int TOTP_SECRET = 20;
  private static final String SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
  private static final String GIVEN = "敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉珍文博宇辉健俊";

  /** About 0.1 s: Argon2id. */
  static DemoMember make(int number, DemoStaff.Person person, MemberKeys keys) {
    var id = UUID.randomUUID();
    var key = PrivateKey.generate();
    var totp = new byte[TOTP_SECRET];
    new SecureRandom().nextBytes(totp);
    var passphrase = Passphrase.generate();
    var account =
        new DemoAccount(
            person.username(),
            passphrase,
            new Base32().encodeToString(totp),
            person.organisation(),
            person.roles().stream().map(Enum::name).sorted().toList());
    return new DemoMember(
        id, name(number), person, key.publicKey(), keys.lock(id, key, totp, passphrase), account);
  }

  private static String name(int number) {
    var surname = SURNAMES.charAt(number % SURNAMES.length());
    var given = GIVEN.charAt(number * 7 % GIVEN.length());
    return String.valueOf(surname) + given;
  }
}
