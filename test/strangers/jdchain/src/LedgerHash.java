import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.jd.binaryproto.*;
import com.jd.blockchain.crypto.*;
import com.jd.blockchain.ledger.*;
import com.jd.blockchain.transaction.*;
import utils.Bytes;
import utils.codec.*;
import utils.hash.MurmurHash3;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first block of a ledger by the genuine framework classes: every contract is written by BinaryProtocol from its own interface, hashes,
 * bit sets, role sets, MurmurHash3 and keys are theirs, and the maps are Java's own. Of jdchain-core, which is not on Maven Central, only the
 * shape of the two trees and the order of the entries are repeated here.
 */
class LedgerHash {

  @DataContract(code = 0x076)
  public interface Index {
    @DataField(order = 0, primitiveType = PrimitiveType.INT64, numberEncoding = NumberEncoding.LONG) long getOffset();
    @DataField(order = 1, primitiveType = PrimitiveType.INT64, numberEncoding = NumberEncoding.LONG) long getStep();
    @DataField(order = 2, primitiveType = PrimitiveType.INT64, numberEncoding = NumberEncoding.LONG, list = true) long[] getChildCounts();
    @DataField(order = 3, primitiveType = PrimitiveType.BYTES, list = true) HashDigest[] getChildHashs();
  }
  @DataContract(code = 0x078)
  public interface Key {
    @DataField(order = 1, primitiveType = PrimitiveType.BYTES) byte[] getKey();
    @DataField(order = 2, primitiveType = PrimitiveType.BYTES) HashDigest getRootHash();
  }
  @DataContract(code = 0x079)
  public interface Bucket {
    @DataField(order = 1, refContract = true, list = true) Key[] getKeySet();
  }

  static void register() {
    for (Class<?> c : new Class<?>[] { Index.class, Key.class, Bucket.class, BlockBody.class, LedgerDataSnapshot.class, TransactionResult.class,
        PrivilegeSet.class, RoleSet.class, LedgerMetadata_V2.class, LedgerSettings.class, AccountSnapshot.class, BytesValue.class,
        ParticipantNode.class, DigitalSignature.class }) DataContractRegistry.register(c);
  }

  final HashFunction hash;
  final boolean kv;

  LedgerHash(short algorithm, boolean kv) {
    this.hash = Crypto.getHashFunction(algorithm);
    this.kv = kv;
  }

  static class Entry {
    final byte[] key, value;
    Entry(byte[] key, byte[] value) { this.key = key; this.value = value; }
  }

  /** CONTENT file and `{"<public key>": "<signature>"}` as text. */
  static void run(Map<String, Object> r, String[] a) throws Exception {
    byte[] bytes = Files.readAllBytes(Paths.get(a[1]));
    TransactionContent tx = BinaryProtocol.decode(bytes, TransactionContent.class);
    LedgerInitSetting s = ((LedgerInitOperation) tx.getOperations()[0]).getInitSetting();
    new LedgerHash(s.getCryptoSetting().getHashAlgorithm(), s.getLedgerDataStructure() == LedgerDataStructure.KV).block(r, bytes, tx, s, JSON.parseObject(a[2]));
  }

  void block(Map<String, Object> r, byte[] content, TransactionContent tx, LedgerInitSetting s, JSONObject given) {
    HashDigest txHash = hash.hash(content);
    List<DigitalSignature> signatures = new ArrayList<>();
    List<Entry> participants = new ArrayList<>();
    for (ParticipantNode n : s.getConsensusParticipants()) {
      participants.add(new Entry(n.getAddress().toBytes(), BinaryProtocol.encode(n, ParticipantNode.class)));
      if (n.getParticipantNodeState() != ParticipantNodeState.CONSENSUS) continue;
      SignatureDigest d = Crypto.resolveAsSignatureDigest(Base58Utils.decode(given.getString(n.getPubKey().toBase58())));
      if (!SignatureUtils.verifyHashSignature(txHash, d, n.getPubKey())) throw new IllegalArgumentException("signature of " + n.getName());
      signatures.add(new DigitalSignatureBlob(n.getPubKey(), d));
    }
    List<Entry> privileges = new ArrayList<>(), roles = new ArrayList<>(), users = new ArrayList<>(), accounts = new ArrayList<>();
    HashMap<Bytes, byte[]> added = new HashMap<>();
    for (Operation o : tx.getOperations()) {
      if (o instanceof RolesConfigureOperation) for (RolesConfigureOperation.RolePrivilegeEntry e : ((RolesConfigureOperation) o).getRoles()) {
        LedgerPrivilegeBitset l = new LedgerPrivilegeBitset();
        l.enable(e.getEnableLedgerPermissions());
        TransactionPrivilegeBitset t = new TransactionPrivilegeBitset();
        t.enable(e.getEnableTransactionPermissions());
        privileges.add(new Entry(utf8(e.getRoleName()), encode(PrivilegeSet.class, "getLedgerPrivilege", l, "getTransactionPrivilege", t)));
      }
      if (o instanceof UserAuthorizeOperation) for (UserAuthorizeOperation.UserRolesEntry e : ((UserAuthorizeOperation) o).getUserRolesAuthorizations())
        for (Bytes address : e.getUserAddresses()) {
          UserRoles u = new UserRoles(address, -1, e.getPolicy());
          u.addRoles(e.getAuthorizedRoles());
          roles.add(new Entry(address.toBytes(), BinaryProtocol.encode(u, RoleSet.class)));
        }
      if (o instanceof UserRegisterOperation) {
        BlockchainIdentity id = ((UserRegisterOperation) o).getUserID();
        byte[] key = BinaryProtocol.encode(TypedValue.fromPubKey(id.getPubKey()), BytesValue.class);
        int i = added.size();
        if (kv) {
          users.add(new Entry(utf8("SQ/" + i), key));
          users.add(new Entry(join(utf8("I/"), id.getAddress().toBytes()), long64(i)));
        }
        // UserAccount: in CA mode the certificate stands in the header as D-CA; with KV the key does not.
        List<Entry> headers = new ArrayList<>();
        if (!kv) headers.add(new Entry(utf8("PK"), key));
        if (s.getIdentityMode() == IdentityMode.CA) headers.add(new Entry(utf8("D-CA"),
            BinaryProtocol.encode(TypedValue.fromText(((UserRegisterOperation) o).getCertificate()), BytesValue.class)));
        HashDigest header = !kv ? merkle(headers) : headers.isEmpty() ? null : kv("", headers);
        byte[] account = encode(AccountSnapshot.class, "getHeaderRootHash", header, "getDataRootHash", kv ? null : merkle(List.of()));
        accounts.add(new Entry(id.getAddress().toBytes(), account));
        added.put(id.getAddress(), account);
      }
    }
    if (kv) for (Map.Entry<Bytes, byte[]> e : added.entrySet()) users.add(new Entry(e.getKey().toBytes(), e.getValue()));
    HashDigest userSet = kv ? kv("L:/" + Base58Utils.encode(utf8("US/")), users) : merkle(accounts);
    HashDigest settings = hash.hash(encode(LedgerSettings.class, "getConsensusProvider", s.getConsensusProvider(), "getConsensusSetting", s.getConsensusSettings(),
        "getCryptoSetting", s.getCryptoSetting()));
    HashDigest par = admin("L:/PAR/", participants), rpv = admin("L:/RPV/", privileges), uro = admin("L:/URO/", roles);
    HashDigest meta = hash.hash(encode(LedgerMetadata_V2.class, "getSeed", s.getLedgerSeed(), "getParticipantsHash", par, "getSettingsHash", settings,
        "getRolePrivilegesHash", rpv, "getUserRolesHash", uro, "getLedgerStructureVersion", s.getLedgerStructureVersion(), "getIdentityMode", s.getIdentityMode(),
        "getLedgerCertificates", s.getLedgerCertificates(), "getGenesisUsers", s.getGenesisUsers(), "getContractRuntimeConfig", s.getContractRuntimeConfig()));
    LedgerDataSnapshot snapshot = JdChainCheck.value(LedgerDataSnapshot.class, fields("getAdminAccountHash", meta, "getUserAccountSetHash", userSet));
    byte[] request = encode(TransactionRequest.class, "getTransactionHash", txHash, "getTransactionContent", JdChainCheck.plain(tx, TransactionContent.class),
        "getEndpointSignatures", new DigitalSignature[0], "getNodeSignatures", signatures.toArray(new DigitalSignature[0]));
    byte[] result = encode(TransactionResult.class, "getTransactionHash", txHash, "getBlockHeight", 0L, "getExecutionState", TransactionState.SUCCESS,
        "getDataSnapshot", snapshot);
    HashDigest txSet = kv
        ? kv("L:/" + Base58Utils.encode(utf8("TS/")), List.of(new Entry(utf8("RQ/0"), request), new Entry(utf8("RT/0"), result),
            new Entry(join(utf8("SQ/"), txHash.toBytes()), long64(0)), new Entry(utf8("T"), long64(1))))
        : merkle(List.of(new Entry(join(utf8("RQ/"), txHash.toBytes()), request), new Entry(join(utf8("RT/"), txHash.toBytes()), result),
            new Entry(utf8("TX-REQUEST-BLOCKS"), tree(8, 20, new TreeMap<>(Map.of(0L, txHash.toBytes())), Map.of(0L, 1L)).toBytes())));
    byte[] body = encode(BlockBody.class, "getAdminAccountHash", meta, "getUserAccountSetHash", userSet, "getHeight", 0L, "getTransactionSetHash", txSet,
        "getTimestamp", s.getCreatedTime());
    r.put("participants", par.toBase58());
    r.put("rolePrivileges", rpv.toBase58());
    r.put("userRoles", uro.toBase58());
    r.put("settings", settings.toBase58());
    r.put("admin", meta.toBase58());
    r.put("users", userSet.toBase58());
    r.put("transactions", txSet.toBase58());
    r.put("blockBody", HexUtils.encode(body));
    r.put("ledgerHash", hash.hash(body).toBase58());
  }

  /** Places in the order in which a map hands out its keys: `map-order concurrent|hash KEY-IN-HEX …`. */
  static void order(Map<String, Object> r, String[] a) {
    Map<Bytes, Integer> map = a[1].equals("hash") ? new HashMap<>() : new ConcurrentHashMap<>();
    for (int i = 2; i < a.length; i++) map.put(new Bytes(HexUtils.decode(a[i])), i - 2);
    r.put("order", new ArrayList<>(map.values()));
  }

  /** `murmur SEED KEY-IN-HEX`: the second word in hex. */
  static void murmur(Map<String, Object> r, String[] a) {
    byte[] key = HexUtils.decode(a[2]);
    r.put("word", Long.toHexString(MurmurHash3.murmurhash3_x64_64_2(key, 0, key.length, Integer.parseInt(a[1]))));
  }

  // ---- KV ----

  HashDigest admin(String prefix, List<Entry> entries) {
    if (!kv) return merkle(entries);
    List<Entry> all = new ArrayList<>();
    for (Entry e : entries) {
      all.add(e);
      all.add(new Entry(utf8("SQ/" + (all.size() / 2)), e.key));
    }
    return kv(prefix, all);
  }

  HashDigest kv(String prefix, List<Entry> entries) {
    Map<Bytes, byte[]> map = new ConcurrentHashMap<>();
    for (Entry e : entries) map.put(new Bytes(join(utf8(prefix), e.key)), e.value);
    List<HashDigest> level = new ArrayList<>();
    for (byte[] value : map.values()) level.add(hash.hash(value));
    while (level.size() > 1) {
      List<HashDigest> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) next.add(hash.hash(join(level.get(i).toBytes(), level.get(i + 1).toBytes())));
      if (level.size() % 2 == 1) next.add(level.get(level.size() - 1));
      level = next;
    }
    return level.isEmpty() ? null : level.get(0);
  }

  // ---- MERKLE_TREE ----

  HashDigest merkle(List<Entry> entries) {
    TreeMap<Long, List<Entry>> buckets = new TreeMap<>();
    for (Entry e : entries)
      buckets.computeIfAbsent(MurmurHash3.murmurhash3_x64_64_2(e.key, 0, e.key.length, 2281) & 0x0fffffffffffffffL, x -> new ArrayList<>()).add(e);
    TreeMap<Long, byte[]> items = new TreeMap<>();
    Map<Long, Long> counts = new HashMap<>();
    for (Map.Entry<Long, List<Entry>> b : buckets.entrySet()) {
      List<Key> keys = new ArrayList<>();
      for (Entry e : b.getValue()) {
        HashDigest version = tree(16, 15, new TreeMap<>(Map.of(0L, hash.hash(e.value).toBytes())), Map.of(0L, 1L));
        keys.add(JdChainCheck.value(Key.class, fields("getKey", e.key, "getRootHash", version)));
      }
      items.put(b.getKey(), encode(Bucket.class, "getKeySet", keys.toArray(new Key[0])));
      counts.put(b.getKey(), (long) keys.size());
    }
    return tree(16, 15, items, counts);
  }

  HashDigest tree(int degree, int depth, TreeMap<Long, byte[]> items, Map<Long, Long> counts) {
    long step = 1;
    for (int i = 1; i < depth; i++) step *= degree;
    return node(degree, 0, step, items, counts);
  }

  /** Ids of a node lie side by side in the sorted map, so its slots are ranges of it. */
  HashDigest node(int degree, long offset, long step, SortedMap<Long, byte[]> items, Map<Long, Long> counts) {
    long[] below = new long[degree];
    HashDigest[] hashes = new HashDigest[degree];
    for (int i = 0; i < degree; i++) {
      SortedMap<Long, byte[]> slot = items.subMap(offset + i * step, offset + (i + 1) * step);
      if (slot.isEmpty()) continue;
      for (long id : slot.keySet()) below[i] += counts.get(id);
      if (step == 1) {
        hashes[i] = hash.hash(slot.get(slot.firstKey()));
        continue;
      }
      long t = 1, first = slot.firstKey(), last = slot.lastKey();
      while (first / (degree * t) != last / (degree * t)) t *= degree;
      hashes[i] = node(degree, first - first % (degree * t), t, slot, counts);
    }
    return hash.hash(encode(Index.class, "getOffset", offset, "getStep", step, "getChildCounts", below, "getChildHashs", hashes));
  }

  // ---- bytes ----

  static <T> byte[] encode(Class<T> type, Object... f) {
    return BinaryProtocol.encode(JdChainCheck.value(type, fields(f)), type);
  }

  static Map<String, Object> fields(Object... f) {
    Map<String, Object> m = new HashMap<>();
    for (int i = 0; i < f.length; i += 2) m.put((String) f[i], f[i + 1]);
    return m;
  }

  static byte[] utf8(String s) { return s.getBytes(StandardCharsets.UTF_8); }

  static byte[] long64(long v) { return java.nio.ByteBuffer.allocate(8).putLong(v).array(); }

  static byte[] join(byte[] a, byte[] b) {
    byte[] c = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, c, a.length, b.length);
    return c;
  }
}
