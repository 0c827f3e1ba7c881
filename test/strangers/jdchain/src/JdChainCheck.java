import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.serializer.SerializerFeature;
import com.jd.binaryproto.*;
import com.jd.blockchain.ca.*;
import com.jd.blockchain.consensus.*;
import com.jd.blockchain.crypto.*;
import com.jd.blockchain.ledger.*;
import com.jd.blockchain.transaction.*;
import utils.*;
import utils.codec.*;
import utils.net.NetworkAddress;
import java.lang.reflect.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.cert.X509Certificate;
import java.util.*;

/** Checks exported files against the genuine JD Chain 1.6.5 framework classes. Prints one JSON object; exit 0 = ok; `batch` takes one case a line. */
public class JdChainCheck {

  // The two bftsmart contracts live in jdchain-core (consensus-bftsmart), which is not on Maven Central:
  // codes 0x1101 / 0x1102 and field orders copied from BftsmartConsensusViewSettings / BftsmartNodeSettings.
  @DataContract(code = 0x1101)
  public interface BftView extends ConsensusViewSettings {
    @DataField(order = 1, primitiveType = PrimitiveType.BYTES, list = true) Property[] getSystemConfigs();
    @DataField(order = 2, primitiveType = PrimitiveType.INT32) int getViewId();
  }
  @DataContract(code = 0x1102)
  public interface BftNode extends NodeSettings {
    @DataField(order = 2, primitiveType = PrimitiveType.INT32) int getId();
    @DataField(order = 3, primitiveType = PrimitiveType.BYTES) NetworkAddress getNetworkAddress();
  }
  // Those of Raft (consensus-raft) and MQ (consensus-mq) alike: codes of DataCodes, field orders of their own interfaces.
  @DataContract(code = 0x1304)
  public interface RaftNetwork {
    @DataField(order = 1, primitiveType = PrimitiveType.INT32) int getConnect();
    @DataField(order = 2, primitiveType = PrimitiveType.INT32) int getDefault();
    @DataField(order = 3, primitiveType = PrimitiveType.INT32) int getSnapshot();
    @DataField(order = 4, primitiveType = PrimitiveType.INT32) int getRequest();
  }
  @DataContract(code = 0x1307)
  public interface RaftOptions {
    @DataField(order = 1, primitiveType = PrimitiveType.INT32) int getMaxByteCountPerRpc();
    @DataField(order = 2, primitiveType = PrimitiveType.INT32) int getMaxEntriesSize();
    @DataField(order = 3, primitiveType = PrimitiveType.INT32) int getMaxBodySize();
    @DataField(order = 4, primitiveType = PrimitiveType.INT32) int getMaxAppendBufferSize();
    @DataField(order = 5, primitiveType = PrimitiveType.INT32) int getMaxElectionDelayMs();
    @DataField(order = 6, primitiveType = PrimitiveType.INT32) int getElectionHeartbeatFactor();
    @DataField(order = 7, primitiveType = PrimitiveType.INT32) int getApplyBatch();
    @DataField(order = 8, primitiveType = PrimitiveType.BOOLEAN) boolean isSync();
    @DataField(order = 9, primitiveType = PrimitiveType.BOOLEAN) boolean isSyncMeta();
    @DataField(order = 10, primitiveType = PrimitiveType.BOOLEAN) boolean isReplicatorPipeline();
    @DataField(order = 11, primitiveType = PrimitiveType.INT32) int getMaxReplicatorInflightMsgs();
    @DataField(order = 12, primitiveType = PrimitiveType.INT32) int getDisruptorBufferSize();
  }
  @DataContract(code = 0x1301)
  public interface RaftView extends ConsensusViewSettings {
    @DataField(order = 1, primitiveType = PrimitiveType.INT32) int getMaxTxs();
    @DataField(order = 2, primitiveType = PrimitiveType.INT32) int getMaxBytes();
    @DataField(order = 3, primitiveType = PrimitiveType.INT32) int getElection();
    @DataField(order = 4, primitiveType = PrimitiveType.INT32) int getSnapshot();
    @DataField(order = 5, primitiveType = PrimitiveType.INT32) int getRefresh();
    @DataField(order = 6, refContract = true) RaftNetwork getNetwork();
    @DataField(order = 7, refContract = true) RaftOptions getRaft();
  }
  @DataContract(code = 0x1302)
  public interface RaftNode extends NodeSettings {
    @DataField(order = 2, primitiveType = PrimitiveType.INT32) int getId();
    @DataField(order = 3, primitiveType = PrimitiveType.BYTES) NetworkAddress getNetworkAddress();
  }
  @DataContract(code = 0x1204)
  public interface MqNetwork {
    @DataField(order = 0, primitiveType = PrimitiveType.TEXT) String getServer();
    @DataField(order = 1, primitiveType = PrimitiveType.TEXT) String getTx();
    @DataField(order = 2, primitiveType = PrimitiveType.TEXT) String getTxResult();
    @DataField(order = 3, primitiveType = PrimitiveType.TEXT) String getMsg();
    @DataField(order = 4, primitiveType = PrimitiveType.TEXT) String getBlock();
    @DataField(order = 5, primitiveType = PrimitiveType.TEXT) String getMsgResult();
  }
  @DataContract(code = 0x1205)
  public interface MqBlock {
    @DataField(order = 0, primitiveType = PrimitiveType.INT32) int getTxSize();
    @DataField(order = 1, primitiveType = PrimitiveType.INT64) long getMaxDelay();
    @DataField(order = 2, primitiveType = PrimitiveType.INT64) long getPing();
  }
  @DataContract(code = 0x1201)
  public interface MqView extends ConsensusViewSettings {
    @DataField(order = 0, refContract = true) MqNetwork getNetwork();
    @DataField(order = 1, refContract = true) MqBlock getBlocks();
    @DataField(order = 3, primitiveType = PrimitiveType.BYTES, list = true) Property[] getSystemConfigs();
  }
  @DataContract(code = 0x1202)
  public interface MqNode extends NodeSettings {
    @DataField(order = 0, primitiveType = PrimitiveType.INT32) int getId();
    @DataField(order = 2, primitiveType = PrimitiveType.TEXT) String getHost();
  }

  public static void main(String[] a) throws Exception {
    java.io.PrintStream out = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
    System.setOut(System.err); // some JD classes print; keep stdout for JSON
    for (Class<?> c : new Class<?>[] { TransactionContent.class, TransactionRequest.class, LedgerInitOperation.class,
        UserRegisterOperation.class, RolesConfigureOperation.class, UserAuthorizeOperation.class,
        ParticipantRegisterOperation.class, BftView.class, BftNode.class,
        RaftView.class, RaftNode.class, RaftNetwork.class, RaftOptions.class, MqView.class, MqNode.class, MqNetwork.class, MqBlock.class }) DataContractRegistry.register(c);
    LedgerHash.register();
    if (a.length == 1 && a[0].equals("batch")) { batch(out); System.exit(0); }
    Map<String, Object> r = run(a);
    out.println(JSON.toJSONString(r, SerializerFeature.PrettyFormat));
    System.exit(Boolean.TRUE.equals(r.get("ok")) ? 0 : r.containsKey("error") ? 2 : 1);
  }

  /** One JSON array of arguments a line in, one JSON object a line out, in the same order: one JVM for all cases. */
  static void batch(java.io.PrintStream out) throws Exception {
    java.io.BufferedReader in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      Map<String, Object> r;
      try {
        r = run(JSON.parseArray(line, String.class).toArray(new String[0]));
      } catch (RuntimeException e) {
        r = new LinkedHashMap<>();
        r.put("ok", false);
        r.put("error", e.toString());
      }
      out.println(JSON.toJSONString(r));
    }
  }

  static Map<String, Object> run(String[] a) {
    Map<String, Object> r = new LinkedHashMap<>();
    try {
      switch (a.length == 0 ? "" : a[0]) {
        case "key": key(r, a); break;
        case "local-conf": localConf(r, a); break;
        case "ca-local-conf": caLocalConf(r, a); break;
        case "keystore": keystore(r, a); break;
        case "properties": properties(r, a); break;
        case "ledger-init": ledgerInit(r, a); break;
        case "genesis-hash": genesisHash(r, a); break;
        case "registration": registration(r, a); break;
        case "permission": permission(r, a); break;
        case "cert": cert(r, a); break;
        case "ledger-hash": LedgerHash.run(r, a); break;
        case "map-order": LedgerHash.order(r, a); break;
        case "murmur": LedgerHash.murmur(r, a); break;
        case "ledger-binding": Bindings.ledgerBinding(r, a); break;
        case "gateway-conf": Bindings.gatewayConf(r, a); break;
        case "every-operation": Transactions.everyOperation(r, a); break;
        default: throw new IllegalArgumentException("usage: batch | key PUB [PRIV PASSWORD] | local-conf FILE | properties FILE | "
            + "ledger-init FILE [CONTENT-OUT] | genesis-hash FILE [ALGO] | registration FILE | permission CONTENT PUB SIG-BASE58 [ALGO] | "
            + "cert LEAF.pem [ROOT.pem ...] | ledger-hash CONTENT SIGNATURES-JSON | map-order concurrent|hash HEX ... | murmur SEED HEX | ledger-binding FILE PUB | gateway-conf FILE");
      }
      r.putIfAbsent("ok", true);
    } catch (Throwable e) {
      r.put("ok", false);
      r.put("error", e.toString());
      if (System.getenv("JDC_TRACE") != null) e.printStackTrace();
    }
    return r;
  }

  // ---- files ------------------------------------------------------------------------------------------------

  /** LedgerInitCommand: public key, encrypted private key and Base58 password hash of local.conf, opened and tried as a pair. */
  static void localConf(Map<String, Object> r, String[] a) throws Exception {
    Properties p = utils.io.FileUtils.readProperties(a[1], "UTF-8");
    PubKey pub = KeyGenUtils.decodePubKey(PropertiesUtils.getRequiredProperty(p, "local.parti.pubkey"));
    PrivKey priv = KeyGenUtils.decodePrivKey(PropertiesUtils.getRequiredProperty(p, "local.parti.privkey"),
        PropertiesUtils.getRequiredProperty(p, "local.parti.pwd"));
    describe(r, pub);
    SignatureFunction f = Crypto.getSignatureFunction(pub.getAlgorithm());
    byte[] msg = "probe".getBytes(StandardCharsets.UTF_8);
    r.put("bindingOut", PropertiesUtils.getRequiredProperty(p, "ledger.binding.out"));
    r.put("dbUri", PropertiesUtils.getRequiredProperty(p, "ledger.db.uri"));
    r.put("ok", f.verify(f.sign(priv, msg), pub, msg));
  }

  /** The same in CA mode: certificate and PEM key are files, whose names are taken from the folder given. */
  static void caLocalConf(Map<String, Object> r, String[] a) throws Exception {
    Properties p = utils.io.FileUtils.readProperties(a[1], "UTF-8");
    java.security.cert.X509Certificate crt = CertificateUtils.parseCertificate(
        utils.io.FileUtils.readText(a[2] + "/" + PropertiesUtils.getRequiredProperty(p, "local.parti.ca-path")));
    PubKey pub = CertificateUtils.resolvePubKey(crt);
    String pem = utils.io.FileUtils.readText(a[2] + "/" + PropertiesUtils.getRequiredProperty(p, "local.parti.privkey-path"));
    String pwd = PropertiesUtils.getProperty(p, "local.parti.pwd", false);
    PrivKey priv = StringUtils.isEmpty(pwd) ? CertificateUtils.parsePrivKey(pub.getAlgorithm(), pem) : CertificateUtils.parsePrivKey(pub.getAlgorithm(), pem, pwd);
    describe(r, pub);
    SignatureFunction f = Crypto.getSignatureFunction(pub.getAlgorithm());
    byte[] msg = "probe".getBytes(StandardCharsets.UTF_8);
    r.put("ok", f.verify(f.sign(priv, msg), pub, msg));
  }

  /** A PKCS#12 file as jdchain-cli reads it: the platform's key store, with Bouncy Castle there and without SunEC, which knows no SM2 curve. */
  static void keystore(Map<String, Object> r, String[] a) throws Exception {
    java.security.Provider ec = java.security.Security.getProvider("SunEC");
    java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
    java.security.Security.removeProvider("SunEC");
    try {
      java.security.KeyStore k = java.security.KeyStore.getInstance("PKCS12");
      try (java.io.InputStream in = Files.newInputStream(Paths.get(a[1]))) { k.load(in, a[2].toCharArray()); }
      String alias = k.aliases().nextElement();
      r.put("alias", alias);
      r.put("key", k.getKey(alias, a[2].toCharArray()).getAlgorithm());
      r.put("chain", k.getCertificateChain(alias).length);
    } finally {
      java.security.Security.addProvider(ec);
    }
  }

  /** Every property as the JDK reads it, keys and values in hex of their UTF-16 units, sorted. */
  static void properties(Map<String, Object> r, String[] a) throws Exception {
    Properties p = utils.io.FileUtils.readProperties(a[1], "UTF-8");
    List<String> l = new ArrayList<>();
    for (String k : new TreeSet<>(p.stringPropertyNames())) l.add(units(k) + "=" + units(p.getProperty(k)));
    r.put("entries", l);
  }

  static String units(String s) {
    StringBuilder b = new StringBuilder();
    for (char c : s.toCharArray()) b.append(String.format("%04x", (int) c));
    return b.toString();
  }

  // ---- keys -------------------------------------------------------------------------------------------------

  static void key(Map<String, Object> r, String[] a) {
    PubKey pub = KeyGenUtils.decodePubKey(a[1]);
    describe(r, pub);
    r.put("roundTrip", KeyGenUtils.encodePubKey(pub).equals(a[1]));
    boolean ok = (Boolean) r.get("roundTrip");
    if (a.length > 3) { // encrypted private key + raw password
      PrivKey priv = KeyGenUtils.decodePrivKeyWithRawPassword(a[2], a[3]);
      SignatureFunction f = Crypto.getSignatureFunction(pub.getAlgorithm());
      byte[] msg = "probe".getBytes(StandardCharsets.UTF_8);
      boolean pair = f.verify(f.sign(priv, msg), pub, msg);
      boolean same = KeyGenUtils.encodePrivKey(priv, KeyGenUtils.encodePassword(a[3])).equals(a[2]);
      r.put("privKeyMatches", pair);
      r.put("privReencryptsIdentically", same);
      r.put("pwd", KeyGenUtils.encodePasswordAsBase58(a[3]));
      ok = ok && pair && same;
    }
    r.put("ok", ok);
  }

  static void describe(Map<String, Object> r, PubKey pub) {
    r.put("pub", pub.toBase58());
    r.put("algorithm", Crypto.getAlgorithm(pub.getAlgorithm()).name());
    r.put("address", AddressEncoding.generateAddress(pub).toBase58());
    r.put("raw", HexUtils.encode(pub.getRawKeyBytes()));
  }

  // ---- ledger.init -> genesis transaction ------------------------------------------------------------------

  static void ledgerInit(Map<String, Object> r, String[] a) throws Exception {
    LedgerInitProperties p = LedgerInitProperties.resolve(new java.io.File(a[1]).getAbsolutePath());
    r.put("seed", HexUtils.encode(p.getLedgerSeed()));
    r.put("name", p.getLedgerName());
    r.put("identityMode", p.getIdentityMode().name());
    r.put("createdTime", p.getCreatedTime());
    r.put("dataStructure", p.getLedgerDataStructure().name());
    r.put("contractTimeout", p.getContractTimeout());
    r.put("contractMaxStackDepth", p.getMaxStackDepth());
    r.put("consensusProvider", p.getConsensusProvider());
    r.put("cryptoProviders", p.getCryptoProperties().getProviders());
    r.put("verifyHash", p.getCryptoProperties().isVerifyHash());
    List<Object> parts = new ArrayList<>();
    for (LedgerInitProperties.ParticipantProperties q : p.getConsensusParticipants()) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("id", q.getId());
      m.put("name", q.getName());
      m.put("pubkey", q.getPubKey().toBase58());
      m.put("address", q.getAddress().toBase58());
      m.put("state", q.getParticipantNodeState().name());
      m.put("initializer", q.getInitializerAddress().getHost() + ":" + q.getInitializerAddress().getPort());
      parts.add(m);
    }
    r.put("participants", parts);
    SecurityInitData sec = security(p);
    List<Object> roles = new ArrayList<>();
    for (RoleInitData x : sec.getRoles()) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("role", x.getRoleName());
      m.put("ledger", x.getLedgerPermissions());
      m.put("tx", x.getTransactionPermissions());
      roles.add(m);
    }
    r.put("roles", roles);
    byte[] settings;
    switch (ConsensusTypeEnum.of(p.getConsensusProvider())) {
      case BFTSMART: settings = bftSettings(p); break;
      case RAFT: settings = raftSettings(p); break;
      case MQ: settings = mqSettings(p); break;
      default: throw new IllegalArgumentException("no consensus " + p.getConsensusProvider());
    }
    r.put("consensusSettings", HexUtils.encode(settings));
    r.put("consensusSettingsBytes", settings.length);
    r.put("consensusSettingsSha256", HexUtils.encode(utils.security.ShaUtils.hash_256(settings)));
    CryptoAlgorithm hash = hashAlgorithm(p.getCryptoProperties().getHashAlgorithm());
    TransactionContent tx = genesis(p, sec, settings, hash);
    byte[] bytes = BinaryProtocol.encode(tx, TransactionContent.class);
    r.put("genesisContentBytes", bytes.length);
    r.put("genesisTxHash", TxBuilder.computeTxContentHash(hash, tx).toBase58());
    if (a.length > 2) Files.write(Paths.get(a[2]), bytes);
  }

  static CryptoAlgorithm hashAlgorithm(String name) {
    return Crypto.getAlgorithm(name == null || name.trim().isEmpty() ? "SHA256" : name.trim());
  }

  /** LedgerInitConfiguration.createSecurityInitSettings */
  static SecurityInitData security(LedgerInitProperties p) {
    SecurityInitData s = new SecurityInitData();
    s.setRoles(p.getRoles());
    if (s.getRolesCount() == 0) s.addRole("DEFAULT", LedgerPermission.values(), TransactionPermission.values());
    else if (!s.containsRole("DEFAULT")) throw new LedgerInitException("Miss definition of role[DEFAULT]!");
    for (GenesisUser u : p.getGenesisUsers()) {
      for (String role : u.getRoles()) if (!s.containsRole(role)) throw new LedgerInitException("role not defined: " + role);
      s.addUserAuthencation(AddressEncoding.generateAddress(u.getPubKey()), u.getRoles(), u.getRolesPolicy());
    }
    return s;
  }

  /** BftsmartConsensusSettingsBuilder.createSettings + encoder */
  static byte[] bftSettings(LedgerInitProperties p) {
    Properties props = PropertiesUtils.cloneFrom(p.getConsensusConfig());
    if (PropertiesUtils.getInt(props, "system.servers.num") < 4) throw new IllegalArgumentException("system.servers.num < 4");
    List<BftNode> nodes = new ArrayList<>();
    for (ParticipantNode n : p.getConsensusParticipantNodes()) {
      if (n.getParticipantNodeState() != ParticipantNodeState.CONSENSUS) continue;
      String k = "system.server." + n.getId() + ".network.";
      String host = PropertiesUtils.getOptionalProperty(props, k + "host", null);
      int port = PropertiesUtils.getIntOptional(props, k + "port", -1);
      boolean secure = PropertiesUtils.getBooleanOptional(props, k + "secure", false);
      for (String s : new String[] { "host", "port", "secure" }) props.remove(k + s);
      nodes.add(value(BftNode.class, Map.of("getAddress", AddressEncoding.generateAddress(n.getPubKey()).toBase58(),
          "getPubKey", n.getPubKey(), "getId", n.getId(), "getNetworkAddress", new NetworkAddress(host, port, secure))));
    }
    return BinaryProtocol.encode(value(BftView.class, Map.of("getNodes", nodes.toArray(new BftNode[0]),
        "getSystemConfigs", PropertiesUtils.getOrderedValues(props), "getViewId", 0)), BftView.class);
  }

  /** RaftConsensusSettingsBuilder.createSettings + encoder: a missing property has the value of its config class. */
  static byte[] raftSettings(LedgerInitProperties p) {
    Properties props = p.getConsensusConfig();
    List<RaftNode> nodes = new ArrayList<>();
    for (ParticipantNode n : p.getConsensusParticipantNodes()) {
      if (n.getParticipantNodeState() != ParticipantNodeState.CONSENSUS) continue;
      String k = "system.server." + n.getId() + ".network.";
      NetworkAddress address = new NetworkAddress(PropertiesUtils.getProperty(props, k + "host", true), PropertiesUtils.getInt(props, k + "port"),
          PropertiesUtils.getBooleanOptional(props, k + "secure", false));
      nodes.add(value(RaftNode.class, Map.of("getAddress", AddressEncoding.generateAddress(n.getPubKey()).toBase58(),
          "getPubKey", n.getPubKey(), "getId", n.getId(), "getNetworkAddress", address)));
    }
    Object network = value(RaftNetwork.class, LedgerHash.fields("getConnect", number(props, "system.server.rpc.connect.timeout", 10000),
        "getDefault", number(props, "system.server.rpc.default.timeout", 10000), "getSnapshot", number(props, "system.server.rpc.snapshot.timeout", 300000),
        "getRequest", number(props, "system.server.rpc.request.timeout", 20000)));
    Object raft = value(RaftOptions.class, LedgerHash.fields("getMaxByteCountPerRpc", number(props, "system.raft.maxByteCountPerRpc", 131072),
        "getMaxEntriesSize", number(props, "system.raft.maxEntriesSize", 1024), "getMaxBodySize", number(props, "system.raft.maxBodySize", 524288),
        "getMaxAppendBufferSize", number(props, "system.raft.maxAppendBufferSize", 262144),
        "getMaxElectionDelayMs", number(props, "system.raft.maxElectionDelayMs", 1000),
        "getElectionHeartbeatFactor", number(props, "system.raft.electionHeartbeatFactor", 5), "getApplyBatch", number(props, "system.raft.applyBatch", 32),
        "isSync", truth(props, "system.raft.sync", true), "isSyncMeta", truth(props, "system.raft.syncMeta", false),
        "isReplicatorPipeline", truth(props, "system.raft.replicatorPipeline", true),
        "getMaxReplicatorInflightMsgs", number(props, "system.raft.maxReplicatorInflightMsgs", 256),
        "getDisruptorBufferSize", number(props, "system.raft.disruptorBufferSize", 163840)));
    return BinaryProtocol.encode(value(RaftView.class, LedgerHash.fields("getNodes", nodes.toArray(new RaftNode[0]),
        "getMaxTxs", number(props, "system.server.block.max.num", 100), "getMaxBytes", number(props, "system.server.block.max.bytes", 4194304),
        "getElection", number(props, "system.server.election.timeout", 5000), "getSnapshot", number(props, "system.server.snapshot.interval", 1800),
        "getRefresh", number(props, "system.client.configuration.refresh.interval", 60000), "getNetwork", network, "getRaft", raft)), RaftView.class);
  }

  static int number(Properties props, String key, int otherwise) {
    String v = PropertiesUtils.getOptionalProperty(props, key);
    return v == null ? otherwise : Integer.valueOf(v);
  }

  static boolean truth(Properties props, String key, boolean otherwise) {
    String v = PropertiesUtils.getOptionalProperty(props, key);
    return v == null ? otherwise : Boolean.valueOf(v);
  }

  /** MQConsensusSettingsBuilder.createSettings + encoder: nodes by the file alone, and no number that is not above 0. */
  static byte[] mqSettings(LedgerInitProperties p) {
    Properties props = p.getConsensusConfig();
    List<MqNode> nodes = new ArrayList<>();
    for (int i = 0; i < PropertiesUtils.getInt(props, "system.servers.num"); i++) {
      PubKey pub = KeyGenUtils.decodePubKey(PropertiesUtils.getRequiredProperty(props, "system.server." + i + ".pubkey"));
      nodes.add(value(MqNode.class, Map.of("getAddress", AddressEncoding.generateAddress(pub).toBase58(), "getPubKey", pub, "getId", i,
          "getHost", PropertiesUtils.getRequiredProperty(props, "system.server." + i + ".host"))));
    }
    String q = "system.msg.queue.", server = PropertiesUtils.getRequiredProperty(props, q + "server");
    String tx = topic(props, "tx"), txResult = topic(props, "tx-result"), msg = topic(props, "msg"), msgResult = topic(props, "msg-result"), block = topic(props, "block");
    int size = positive(props, q + "block.txsize", 1000), delay = positive(props, q + "block.maxdelay", 100), ping = positive(props, "system.server.ping", 60000);
    Object network = value(MqNetwork.class, Map.of("getServer", server, "getTx", tx, "getTxResult", txResult, "getMsg", msg, "getBlock", block, "getMsgResult", msgResult));
    Object blocks = value(MqBlock.class, Map.of("getTxSize", size, "getMaxDelay", (long) delay, "getPing", (long) ping));
    Property[] repeated = { new Property(q + "server", server), new Property(q + "topic.tx", tx), new Property(q + "topic.tx-result", txResult),
        new Property(q + "topic.msg", msg), new Property(q + "topic.msg-result", msgResult), new Property(q + "topic.block", block),
        new Property(q + "block.txsize", "" + size), new Property(q + "block.maxdelay", "" + delay) };
    return BinaryProtocol.encode(value(MqView.class, Map.of("getNodes", nodes.toArray(new MqNode[0]), "getNetwork", network, "getBlocks", blocks,
        "getSystemConfigs", repeated)), MqView.class);
  }

  static String topic(Properties props, String name) {
    return PropertiesUtils.getOptionalProperty(props, "system.msg.queue.topic." + name, name);
  }

  static int positive(Properties props, String key, int otherwise) {
    try {
      int v = PropertiesUtils.getInt(props, key);
      return v <= 0 ? otherwise : v;
    } catch (Exception e) {
      return otherwise;
    }
  }

  /** LedgerInitConfiguration.createLedgerInitSettings + LedgerInitializer.buildGenesisTransaction */
  static TransactionContent genesis(LedgerInitProperties p, SecurityInitData sec, byte[] settings, CryptoAlgorithm hash) {
    Set<String> names = new LinkedHashSet<>(Arrays.asList(p.getCryptoProperties().getProviders()));
    CryptoProvider[] providers = names.stream().map(Crypto::getProvider).toArray(CryptoProvider[]::new);
    LedgerInitData d = new LedgerInitData();
    d.setLedgerSeed(p.getLedgerSeed());
    d.setIdentityMode(p.getIdentityMode());
    d.setLedgerCertificates(p.getLedgerCertificates());
    d.setGenesisUsers(p.getGenesisUsers());
    d.setCryptoSetting(value(CryptoSetting.class, Map.of("getSupportedProviders", providers, "getHashAlgorithm", hash.code(),
        "getAutoVerifyHash", p.getCryptoProperties().isVerifyHash())));
    d.setConsensusParticipants(p.getConsensusParticipantNodes());
    d.setCreatedTime(p.getCreatedTime());
    d.setLedgerDataStructure(p.getLedgerDataStructure());
    d.setContractRuntimeConfig(value(ContractRuntimeConfig.class, Map.of("getTimeout", p.getContractTimeout(),
        "getMaxStackDepth", p.getMaxStackDepth() <= 0 ? 100 : p.getMaxStackDepth())));
    d.setConsensusProvider(p.getConsensusProvider());
    d.setConsensusSettings(settings);
    d.setLedgerStructureVersion(0L);

    TransactionBuilder b = new TxBuilder(null, hash.code());
    b.ledgers().create(d);
    for (GenesisUser u : p.getGenesisUsers()) {
      if (p.getIdentityMode() == IdentityMode.CA) b.users().register(CertificateUtils.parseCertificate(u.getCertificate()));
      else b.users().register(new BlockchainIdentityData(u.getPubKey()));
    }
    for (RoleInitSettings x : sec.getRoles())
      b.security().roles().configure(x.getRoleName()).enable(x.getLedgerPermissions()).enable(x.getTransactionPermissions());
    for (UserAuthInitSettings x : sec.getUserAuthorizations())
      b.security().authorziations().forUser(x.getUserAddress()).authorize(x.getRoles()).setPolicy(x.getPolicy());
    return b.prepareContent(p.getCreatedTime());
  }

  // ---- given bytes -----------------------------------------------------------------------------------------

  static void genesisHash(Map<String, Object> r, String[] a) throws Exception {
    byte[] bytes = Files.readAllBytes(Paths.get(a[1]));
    CryptoAlgorithm hash = hashAlgorithm(a.length > 2 ? a[2] : null);
    TransactionContent tx = content(r, bytes);
    for (Operation op : tx.getOperations()) if (op instanceof LedgerInitOperation) {
      LedgerInitSetting s = ((LedgerInitOperation) op).getInitSetting();
      hash = Crypto.getAlgorithm(s.getCryptoSetting().getHashAlgorithm());
      r.put("seed", HexUtils.encode(s.getLedgerSeed()));
      List<String> parts = new ArrayList<>();
      for (ParticipantNode n : s.getConsensusParticipants()) parts.add(n.getId() + " " + n.getName() + " " + n.getAddress().toBase58());
      r.put("participants", parts);
      r.put("consensusProvider", s.getConsensusProvider());
      r.put("consensusSettingsSha256", HexUtils.encode(utils.security.ShaUtils.hash_256(s.getConsensusSettings().toBytes())));
    }
    HashDigest h = TxBuilder.computeTxContentHash(hash, plain(tx, TransactionContent.class));
    r.put("hashAlgorithm", hash.name());
    r.put("txHash", h.toBase58());
    r.put("txHashHex", HexUtils.encode(h.toBytes()));
  }

  static void registration(Map<String, Object> r, String[] a) throws Exception {
    byte[] bytes = Files.readAllBytes(Paths.get(a[1]));
    TransactionRequest q = BinaryProtocol.decode(bytes, TransactionRequest.class);
    r.put("bytes", bytes.length);
    byte[] again = BinaryProtocol.encode(plain(q, TransactionRequest.class), TransactionRequest.class);
    boolean canonical = Arrays.equals(bytes, again);
    r.put("reencodesIdentically", canonical);
    TransactionContent tx = plain(q.getTransactionContent(), TransactionContent.class);
    boolean hashOk = TxBuilder.verifyTxContentHash(tx, q.getTransactionHash());
    r.put("txHash", q.getTransactionHash().toBase58());
    r.put("hashMatches", hashOk);
    r.put("ledgerHash", tx.getLedgerHash() == null ? null : tx.getLedgerHash().toBase58());
    r.put("timestamp", tx.getTimestamp());
    r.put("operations", operations(q.getTransactionContent()));
    boolean sigs = true;
    List<Object> list = new ArrayList<>();
    for (DigitalSignature s : q.getEndpointSignatures()) {
      boolean v = SignatureUtils.verifyHashSignature(q.getTransactionHash(), s.getDigest(), s.getPubKey());
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("pub", s.getPubKey().toBase58());
      m.put("address", AddressEncoding.generateAddress(s.getPubKey()).toBase58());
      m.put("valid", v);
      list.add(m);
      sigs &= v;
    }
    r.put("endpointSignatures", list);
    r.put("nodeSignatures", q.getNodeSignatures() == null ? 0 : q.getNodeSignatures().length);
    r.put("ok", canonical && hashOk && sigs);
  }

  static void permission(Map<String, Object> r, String[] a) throws Exception {
    TransactionContent tx = plain(content(r, Files.readAllBytes(Paths.get(a[1]))), TransactionContent.class);
    PubKey pub = KeyGenUtils.decodePubKey(a[2]);
    SignatureDigest sig = Crypto.resolveAsSignatureDigest(Base58Utils.decode(a[3]));
    CryptoAlgorithm hash = hashAlgorithm(a.length > 4 ? a[4] : null);
    describe(r, pub);
    r.put("txHash", TxBuilder.computeTxContentHash(hash, tx).toBase58());
    boolean v = SignatureUtils.verifySignature(hash.code(), tx, sig, pub);
    r.put("signatureValid", v);
    r.put("ok", v && (Boolean) r.get("reencodesIdentically"));
  }

  static void cert(Map<String, Object> r, String[] a) throws Exception {
    X509Certificate c = CertificateUtils.parseCertificate(new String(Files.readAllBytes(Paths.get(a[1])), StandardCharsets.UTF_8));
    r.put("subject", c.getSubjectX500Principal().getName());
    r.put("sigAlg", c.getSigAlgName());
    r.put("roles", CertificateUtils.getSubject(c, org.bouncycastle.asn1.x500.style.BCStyle.OU));
    r.put("ca", c.getBasicConstraints() != -1);
    CertificateUtils.checkValidity(c);
    describe(r, CertificateUtils.resolvePubKey(c));
    if (a.length > 2) {
      X509Certificate[] roots = new X509Certificate[a.length - 2];
      for (int i = 2; i < a.length; i++) {
        roots[i - 2] = CertificateUtils.parseCertificate(new String(Files.readAllBytes(Paths.get(a[i])), StandardCharsets.UTF_8));
        CertificateUtils.checkValidity(roots[i - 2]);
        CertificateUtils.checkCACertificate(roots[i - 2]);
      }
      CertificateUtils.checkCertificateRolesAny(c, CertificateRole.PEER, CertificateRole.GW);
      CertificateUtils.verifyAny(c, roots);
      r.put("issuedByRoot", true);
    }
  }

  static TransactionContent content(Map<String, Object> r, byte[] bytes) {
    TransactionContent tx = BinaryProtocol.decode(bytes, TransactionContent.class);
    r.put("bytes", bytes.length);
    boolean same = Arrays.equals(bytes, BinaryProtocol.encode(plain(tx, TransactionContent.class), TransactionContent.class));
    r.put("reencodesIdentically", same);
    if (!same) r.put("ok", false);
    r.put("timestamp", tx.getTimestamp());
    r.put("operations", operations(tx));
    return tx;
  }

  static List<String> operations(TransactionContent tx) {
    List<String> l = new ArrayList<>();
    for (Operation o : tx.getOperations()) {
      Class<?> t = contractOf(o.getClass());
      String s = t.getSimpleName();
      if (o instanceof UserRegisterOperation) s += " " + ((UserRegisterOperation) o).getUserID().getAddress().toBase58();
      if (o instanceof ParticipantRegisterOperation) { ParticipantRegisterOperation q = (ParticipantRegisterOperation) o;
        s += " " + q.getParticipantName() + " " + q.getParticipantID().getAddress().toBase58() + " " + q.getParticipantID().getPubKey().toBase58(); }
      if (o instanceof RolesConfigureOperation) for (RolesConfigureOperation.RolePrivilegeEntry e : ((RolesConfigureOperation) o).getRoles())
        s += " " + e.getRoleName() + Arrays.toString(e.getEnableLedgerPermissions()) + Arrays.toString(e.getEnableTransactionPermissions());
      if (o instanceof UserAuthorizeOperation) for (UserAuthorizeOperation.UserRolesEntry e : ((UserAuthorizeOperation) o).getUserRolesAuthorizations())
        s += " " + Arrays.toString(e.getUserAddresses()) + Arrays.toString(e.getAuthorizedRoles()) + Arrays.toString(e.getUnauthorizedRoles()) + e.getPolicy();
      if (o instanceof ParticipantStateUpdateOperation) { ParticipantStateUpdateOperation q = (ParticipantStateUpdateOperation) o;
        s += " " + q.getParticipantID().getAddress().toBase58() + " " + q.getState(); }
      if (o instanceof UserStateUpdateOperation) { UserStateUpdateOperation q = (UserStateUpdateOperation) o;
        s += " " + q.getUserAddress().toBase58() + " " + q.getState(); }
      if (o instanceof HashAlgorithmUpdateOperation) s += " " + ((HashAlgorithmUpdateOperation) o).getAlgorithm();
      if (o instanceof ConsensusSettingsUpdateOperation) for (Property q : ((ConsensusSettingsUpdateOperation) o).getProperties())
        s += " " + q.getName() + "=" + q.getValue();
      l.add(s);
    }
    return l;
  }

  // ---- plain value objects for contract interfaces ----------------------------------------------------------
  // A decoded object re-encodes by copying its bytes; a plain one is encoded field by field, which is what we want to test.

  @SuppressWarnings("unchecked")
  static <T> T value(Class<T> type, Map<String, ?> fields) {
    return (T) Proxy.newProxyInstance(JdChainCheck.class.getClassLoader(), new Class<?>[] { type }, (o, m, x) -> {
      if (m.getDeclaringClass() == Object.class) return m.getName().equals("hashCode") ? (Object) System.identityHashCode(o)
          : m.getName().equals("equals") ? (Object) (o == x[0]) : type.getSimpleName();
      return fields.get(m.getName());
    });
  }

  static Class<?> contractOf(Class<?> c) {
    for (Class<?> k = c; k != null; k = k.getSuperclass()) for (Class<?> i : k.getInterfaces()) if (i.isAnnotationPresent(DataContract.class)) return i;
    return null;
  }

  @SuppressWarnings("unchecked")
  static <T> T plain(Object v, Class<T> as) {
    if (v == null) return null;
    if (v.getClass().isArray() && !v.getClass().getComponentType().isPrimitive()) {
      Class<?> ct = v.getClass().getComponentType();
      Object n = Array.newInstance(ct, Array.getLength(v));
      for (int i = 0; i < Array.getLength(v); i++) Array.set(n, i, plain(Array.get(v, i), ct));
      return (T) n;
    }
    if (!Proxy.isProxyClass(v.getClass())) return (T) v;
    Class<?> t = contractOf(v.getClass());
    Map<String, Object> f = new HashMap<>();
    try {
      for (Method m : t.getMethods()) if (m.isAnnotationPresent(DataField.class)) f.put(m.getName(), plain(m.invoke(v), m.getReturnType()));
    } catch (ReflectiveOperationException e) { throw new IllegalStateException(e); }
    return (T) value(t, f);
  }
}
