"""The names that exports give to the fields of a feedback in further languages.

German, French, Spanish, Italian, Portuguese, Dutch, Japanese, Korean and Russian, without accents
and signs. One word may stand for two fields (a `Note` is a mark in French and a remark in German):
the values of the column decide.
"""

__all__ = ["FOREIGN_NAMES"]

FOREIGN_NAMES: dict[str, str] = {
    "id": """
        bewertungsid bewertungsnr bewertungsnummer feedbackid kommentarid ticketnummer ticketnr
        vorgangsnummer fallnummer kennung identifiant idavis numeroavis numerodavis identificador
        idopinion idresena idrecensione idavaliacao codigo codice beoordelingsid
        レビューid 口コミid 投稿id 回答id 問い合わせ番号 受付番号
        리뷰번호 리뷰id 후기번호 평가id 문의번호 идентификатор номеротзыва idотзыва""",
    "text": """
        kommentar bewertungstext rezension rezensionstext kundenmeinung meinung ruckmeldung
        bemerkung anmerkung nachricht freitext beschreibung bewertung
        commentaire commentaires avis texte texteavis textedelavis contenu verbatimclient remarque
        message
        opinion opiniones resena comentario comentarios texto mensaje descripcion valoracion
        recensione commento commenti testo opinione descrizione messaggio
        avaliacao comentariodocliente mensagem descricao opiniao
        beoordeling opmerking opmerkingen recensie reactie
        レビュー本文 レビュー内容 レビュー 口コミ クチコミ コメント 本文 感想 ご意見 自由記述
        お問い合わせ内容
        리뷰내용 리뷰 후기 후기내용 내용 의견 댓글 평가내용 문의내용
        отзыв текстотзыва комментарий текст сообщение""",
    "title": """
        titel betreff uberschrift titre titreavis titredelavis sujet objet titulo asunto titolo
        oggetto assunto onderwerp タイトル 件名 題名 제목 리뷰제목 заголовок тема""",
    "time": """
        datum bewertungsdatum erstelltam erstellungsdatum eingangsdatum zeitpunkt zeitstempel
        date dateavis datedelavis datedecreation datedepublication creele publiele horodatage
        fecha fechaderesena fechaopinion fechadecreacion fechacreacion fechayhora marcatemporal
        data datarecensione datacreazione dataora informazionicronologiche
        dataavaliacao datadaavaliacao datadecriacao carimbodedatahora
        beoordelingsdatum aangemaaktop tijdstempel
        投稿日 投稿日時 レビュー投稿日 レビュー日 日付 日時 作成日 作成日時 回答日時 受付日
        タイムスタンプ
        작성일 작성일시 작성일자 등록일 리뷰작성일 날짜 일자 타임스탬프
        дата датаотзыва датасоздания отметкавремени""",
    "rating": """
        bewertung sterne sternebewertung punktzahl zufriedenheit gesamtbewertung gesamtnote
        note noteglobale evaluation etoiles nombredetoiles satisfactionglobale
        puntuacion calificacion valoracion estrellas satisfaccion nota
        voto punteggio valutazione stelle soddisfazione
        avaliacao classificacao estrelas pontuacao satisfacao
        beoordeling sterren waardering cijfer
        評価 評点 総合評価 星 星の数 満足度 レビュー評価 点数
        평점 별점 평가 점수 만족도 оценка рейтинг звезды""",
    "nps": """
        weiterempfehlung weiterempfehlungsbereitschaft recommandation recomendacion
        raccomandazione recomendacao おすすめ度 推奨度 추천의향 추천점수""",
    "channel": """
        kanal vertriebskanal plattform marktplatz canal canaldevente plateforme plataforma
        canale piattaforma kanaal 販売チャネル チャネル 購入先 販売経路 媒体 채널 판매채널 구매처
        канал площадка""",
    "product": """
        produkt produktname artikel artikelname artikelbezeichnung bezeichnung artikelnummer
        produit nomduproduit nomproduit article producto nombredelproducto nombreproducto articulo
        prodotto nomeprodotto articolo produto nomedoproduto artigo
        商品名 商品 製品名 製品 品名 店舗名 店舗 商品コード 상품명 상품 제품명 제품 상품번호 매장명
        товар названиетовара продукт filiale standort boutique magasin tienda negozio loja""",
    "order_id": """
        bestellnummer bestellnr auftragsnummer bestellung auftrag bestellid
        numerodecommande commande numcommande nocommande refcommande
        pedido numerodepedido numeropedido idpedido ordine numeroordine idordine
        numerodopedido bestelnummer 注文番号 注文id 注文 受注番号 주문번호 주문id номерзаказа
        заказ""",
    "customer_id": """
        kundennummer kundennr kundenid kunde idclient numeroclient numerodeclient client
        idcliente numerodecliente numerocliente cliente codicecliente codigocliente klant
        klantnummer 顧客id 顧客番号 会員id 会員番号 ユーザーid 고객번호 고객id 회원번호 회원id
        клиент idклиента номерклиента""",
    "customer_name": """
        kundenname name benutzername verfasser autor nomduclient nomclient nom auteur pseudo
        nombredelcliente nombrecliente nombre nomecliente nome autore nomedocliente usuario utente
        klantnaam naam ユーザー名 投稿者 お名前 氏名 顧客名 ニックネーム レビュアー 작성자
        고객명 이름 닉네임
        구매자 имя автор имяклиента""",
    "touchpoint": """
        kontaktpunkt beruhrungspunkt pointdecontact puntodecontacto puntodicontatto
        タッチポイント 接点 접점""",
    "segment": """
        kundengruppe kundensegment kundentyp segmentclient typedeclient grupodeclientes
        tipodecliente tipocliente 会員ランク 顧客区分 顧客セグメント 회원등급 고객등급""",
    "language": """
        sprache langue idioma lingua lengua taal 言語 언어 язык""",
    "source": """
        quelle herkunft sourcedelavis fuente origen fonte origine 情報源 出典 출처 источник""",
}
