package org.anxinbao.directory;

import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PublicKey;

/** An organisation's public key for one duty; a higher version replaces a lower one. */
public record OrganisationKey(String organisation, Duty duty, int version, PublicKey key) {}
